package dev.millrace.bench.processor;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** All events of a table as lines, by a service with a small heap; the table is filled by the bare loop, which is soon done. */
final class Exported {

	/** Of a service that holds one page of at most 8 MiB. */
	private static final String HEAP = "-Xmx128m";
	private static final String EMPTY = "bench-empty";
	private static final int BUFFER = 1 << 16;

	private final Ground ground;
	private final int events;

	Exported(Ground ground, int events) {
		this.ground = ground;
		this.events = events;
	}

	String measure() throws IOException, InterruptedException {
		try (var kinesis = ground.kinesis(); var dynamo = ground.dynamo()) {
			fill(kinesis, dynamo);
			kinesis.createStream(create -> create.streamName(EMPTY).shardCount(1));
			kinesis.waiter().waitUntilStreamExists(describe -> describe.streamName(EMPTY));
		}
		try (var processor = ground.processor(ground.endpoint(), Map.of("MILLRACE_PROCESSOR_KINESIS_STREAM", EMPTY),
				HEAP)) {
			String before = processor.peakMemory();
			long from = System.nanoTime();
			long lines = lines(URI.create(processor.uri("/v1/events")));
			double seconds = (System.nanoTime() - from) / 1e9;
			return "export of %,d events with %s: %,d lines in %.1f s, %,.0f a second; %s, before it %s".formatted(
					events,
					HEAP, lines, seconds, lines / seconds, processor.peakMemory(), before);
		}
	}

	private void fill(KinesisClient kinesis, DynamoDbClient dynamo) throws InterruptedException {
		var stored = new LongAdder();
		var shards = kinesis.listShards(list -> list.streamName(Ground.STREAM)).shards();
		try (var threads = Executors.newFixedThreadPool(shards.size())) {
			var loops = shards.stream()
					.map(shard -> threads.submit(
							new BareLoop(kinesis, dynamo, Ground.STREAM, shard.shardId(), Ids.BY_INGEST, stored)))
					.toList();
			Thread.sleep(1000); // All have their places in the stream by then.
			for (int put = 0; put < events; put += 1000) {
				new Puts(kinesis, Ground.STREAM).all(Ids.BY_INGEST.events(1000));
				while (stored.sum() < put && loops.stream().noneMatch(Future::isDone)) {
					Thread.sleep(10);
				}
			}
			while (stored.sum() < events && loops.stream().noneMatch(Future::isDone)) {
				Thread.sleep(100);
			}
			threads.shutdownNow();
		}
	}

	private static long lines(URI list) throws IOException, InterruptedException {
		var request = HttpRequest.newBuilder(list)
				.header("Accept", "application/x-ndjson")
				.header("X-API-Key", Ground.KEY)
				.build();
		try (var client = HttpClient.newHttpClient()) {
			var answer = client.send(request, BodyHandlers.ofInputStream());
			if (answer.statusCode() != 200) {
				throw new IOException("status " + answer.statusCode());
			}
			try (InputStream body = answer.body()) {
				return lines(body);
			}
		}
	}

	private static long lines(InputStream body) throws IOException {
		byte[] buffer = new byte[BUFFER];
		long lines = 0;
		for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
			for (int at = 0; at < read; at++) {
				lines += buffer[at] == '\n' ? 1 : 0;
			}
		}
		return lines;
	}
}
