package dev.millrace.bench.processor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import software.amazon.awssdk.services.kinesis.KinesisClient;

import dev.millrace.bench.Running;

/** How fast new events come to the table while old ones are replayed into it, against how fast they do alone. */
final class Replayed {

	private static final int ROUNDS = 5;
	private static final int WARM_UP = 3;
	/** At what a replay takes of two shards in a second, more than a round lasts. */
	private static final int OLD_EVENTS = 40_000;

	private final KinesisClient kinesis;
	private final Running processor;
	private final Settled settled;
	private final int events;
	private final Instant begun = Instant.now();
	private final HttpClient client = HttpClient.newHttpClient();

	Replayed(KinesisClient kinesis, Running processor, int events) {
		this.kinesis = kinesis;
		this.processor = processor;
		this.settled = new Settled(processor);
		this.events = events;
	}

	/** The median of five rounds each, in turns. */
	String measure() throws IOException, InterruptedException {
		for (int warm = 0; warm < WARM_UP; warm++) {
			round(OLD_EVENTS / WARM_UP);
		}
		List<Double> alone = new ArrayList<>();
		List<Double> beside = new ArrayList<>();
		for (int round = 0; round < ROUNDS; round++) {
			alone.add(round(events));
			URI replay = begin();
			beside.add(round(events));
			end(replay);
		}
		return "live events alone %,.0f/s, beside a replay %,.0f/s, ratio %.2f".formatted(median(alone), median(beside),
				median(beside) / median(alone));
	}

	private double round(int some) throws IOException, InterruptedException {
		double before = settled.count();
		var these = Ids.BY_INGEST.events(some);
		long from = System.nanoTime();
		new Puts(kinesis, Ground.STREAM).all(these);
		settled.await(before + some);
		return some * 1e9 / (System.nanoTime() - from);
	}

	private URI begin() throws IOException, InterruptedException {
		var answer = call(HttpRequest.newBuilder(URI.create(processor.uri("/v1/replays")))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString("{\"from\":\"%s\"}".formatted(begun))), 202);
		URI replay = URI.create(processor.uri(answer.headers().firstValue("Location").orElseThrow()));
		while (!call(HttpRequest.newBuilder(replay), 200).body().contains("\"running\"")) {
			Thread.sleep(100);
		}
		return replay;
	}

	/** It was still at work, or the round was none beside a replay. */
	private void end(URI replay) throws IOException, InterruptedException {
		String state = call(HttpRequest.newBuilder(replay), 200).body();
		if (!state.contains("\"running\"")) {
			throw new IllegalStateException("the replay ended before the round: " + state);
		}
		call(HttpRequest.newBuilder(replay).DELETE(), 204);
	}

	private HttpResponse<String> call(HttpRequest.Builder request, int expected)
			throws IOException, InterruptedException {
		var answer = client.send(request.setHeader("X-API-Key", Ground.KEY).build(), BodyHandlers.ofString());
		if (answer.statusCode() != expected) {
			throw new IOException(answer.statusCode() + " " + answer.body());
		}
		return answer;
	}

	private static double median(List<Double> rounds) {
		return rounds.stream().sorted().toList().get(rounds.size() / 2);
	}
}
