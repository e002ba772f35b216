package dev.millrace.system.docs;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.millrace.system.docs.Contract.Operation;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A request and what it must be answered.
 *
 * @param target the path and query as they are sent
 * @param headers names and values in turn
 * @param code of the problem, empty where there is none
 */
record Try(Operation operation, String target, String body, List<String> headers, int status, String code) {

	/** {@code at} is the method and the operation's path, which is the target too where that is empty. */
	static Try of(String at, String target, int status, String code) {
		int space = at.indexOf(' ');
		String path = at.substring(space + 1);
		return new Try(new Operation(at.substring(0, space), path), target.isEmpty() ? path : target, "", List.of(),
				status,
				code);
	}

	Try body(String contentType, String text) {
		return new Try(operation, target, text, headers, status, code).with("Content-Type", contentType);
	}

	Try json(String text) {
		return body("application/json", text);
	}

	Try with(String header, String value) {
		var more = new ArrayList<>(headers);
		more.addAll(List.of(header, value));
		return new Try(operation, target, body, List.copyOf(more), status, code);
	}

	Try key(String key) {
		return with("X-API-Key", key);
	}

	HttpRequest request(URI frontDoor) {
		var request = HttpRequest.newBuilder(URI.create(frontDoor + target)).timeout(Duration.ofSeconds(60));
		if (!headers.isEmpty()) {
			request.headers(headers.toArray(String[]::new));
		}
		return request
				.method(operation.method(),
						body.isEmpty() && !operation.method().equals("POST") ? BodyPublishers.noBody()
								: BodyPublishers.ofByteArray(body.getBytes(UTF_8)))
				.build();
	}

	@Override
	public String toString() {
		return "%s (%s) -> %d %s".formatted(operation, target, status, code);
	}
}
