package dev.millrace.file.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.micrometer.core.instrument.MeterRegistry;

import dev.millrace.file.Fault;
import dev.millrace.file.Outcome;
import dev.millrace.file.Outcomes;
import dev.millrace.file.StoredFile;
import dev.millrace.file.Telling;
import dev.millrace.file.Unavailable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Outcomes, posted to ingest-service. */
final class IngestOutcomes implements Outcomes {

	private static final int ACCEPTED = 202;
	/** Those that say nothing about the event: a key that is not known, a route that is shut, too slow, too many. */
	private static final Set<Integer> OF_THE_MOMENT = Set.of(401, 403, 408, 425, 429);
	private static final int MOST_CHARS = 1_000;
	/** The client sets these itself. */
	private static final String HOST = "Host";

	private final HttpClient http;
	private final IngestSettings settings;
	private final Optional<String> key;
	private final Optional<Signature> signature;
	private final MeterRegistry meters;
	private final URI events;
	private final InstantSource clock;
	/** Who did not answer is left alone for as long as it was waited for: each file that is looked into would wait for it anew. */
	private volatile Instant silentUntil = Instant.MIN;

	IngestOutcomes(HttpClient http, IngestSettings settings, Optional<String> key, Optional<Signature> signature,
			MeterRegistry meters, InstantSource clock) {
		this.http = http;
		this.settings = settings;
		this.key = key;
		this.signature = signature;
		this.meters = meters;
		this.clock = clock;
		this.events = URI.create(settings.url().toString().replaceFirst("/$", "") + "/v1/events");
	}

	@Override
	public Telling tell(StoredFile file, Outcome outcome) {
		if (clock.instant().isBefore(silentUntil)) {
			throw new Unavailable("The intake did not answer a moment ago", null);
		}
		byte[] body = OutcomeEvent.of(file, outcome);
		try {
			var answer = http.send(request(body), BodyHandlers.ofString());
			var telling = telling(answer, body, outcome);
			meters.counter("millrace.file.outcomes", "result", telling instanceof Telling.Taken ? "taken" : "refused")
					.increment();
			return telling;
		} catch (HttpTimeoutException e) {
			silentUntil = clock.instant().plus(settings.timeout());
			throw new Unavailable("The intake does not answer at " + events, e);
		} catch (IOException e) {
			throw new Unavailable("The intake does not answer at " + events, e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new Unavailable("Interrupted while telling " + outcome.id(), e);
		}
	}

	/** What is wrong with an event stays wrong; anything else is the intake's, and passes. */
	private static Telling telling(HttpResponse<String> answer, byte[] body, Outcome outcome) {
		int status = answer.statusCode();
		if (status == ACCEPTED) {
			return new Telling.Taken();
		}
		String detail = "The intake answered %d to %s: %s".formatted(status, outcome.id(), answer.body());
		if (status / 100 != 4 || OF_THE_MOMENT.contains(status)) {
			throw new Unavailable(detail, null);
		}
		var why = new Fault("outcome-refused", detail.substring(0, Math.min(MOST_CHARS, detail.length())));
		return new Telling.Refused(why, new String(body, UTF_8));
	}

	HttpRequest request(byte[] body) {
		var headers = new HashMap<String, String>(Map.of("Content-Type", "application/cloudevents+json"));
		key.ifPresent(shown -> headers.put("X-API-Key", shown));
		var request = HttpRequest.newBuilder(events).timeout(settings.timeout()).POST(BodyPublishers.ofByteArray(body));
		signature.ifPresentOrElse(signer -> signer.headers(events, headers, body)
				.forEach((name, values) -> values.stream()
						.filter(_ -> !name.equalsIgnoreCase(HOST))
						.forEach(value -> request.header(name, value))),
				() -> headers.forEach(request::header));
		return request.build();
	}
}
