package dev.millrace.file.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.millrace.file.Outcome;
import dev.millrace.file.Outcomes;
import dev.millrace.file.StoredFile;
import dev.millrace.file.Unavailable;

/** Outcomes, posted to ingest-service. */
final class IngestOutcomes implements Outcomes {

	private static final int ACCEPTED = 202;
	/** The client sets these itself. */
	private static final String HOST = "Host";

	private final HttpClient http;
	private final IngestSettings settings;
	private final Optional<String> key;
	private final Optional<Signature> signature;
	private final URI events;

	IngestOutcomes(HttpClient http, IngestSettings settings, Optional<String> key, Optional<Signature> signature) {
		this.http = http;
		this.settings = settings;
		this.key = key;
		this.signature = signature;
		this.events = URI.create(settings.url().toString().replaceFirst("/$", "") + "/v1/events");
	}

	@Override
	public void tell(StoredFile file, Outcome outcome) {
		byte[] body = OutcomeEvent.of(file, outcome);
		try {
			var answer = http.send(request(body), BodyHandlers.ofString());
			if (answer.statusCode() != ACCEPTED) {
				throw new Unavailable("The intake answered %d to %s: %s".formatted(answer.statusCode(), outcome.id(),
						answer.body()), null);
			}
		} catch (IOException e) {
			throw new Unavailable("The intake does not answer at " + events, e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new Unavailable("Interrupted while telling " + outcome.id(), e);
		}
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
