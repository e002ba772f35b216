package dev.millrace.bench.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Sends files and asks what became of them, as any client does. */
record Client(URI frontDoor, String key, HttpClient http) {

	private static final String FORM = "multipart/form-data; boundary=between";

	Client(URI frontDoor, String key) {
		this(frontDoor, key, HttpClient.newHttpClient());
	}

	/** A slip for it. */
	JsonNode open(FilesBench.Material file) throws Exception {
		return answer(to("/v1/files").header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString(JsonMapper.shared()
						.writeValueAsString(Map.of("name", file.file().getFileName().toString(), "contentType",
								file.mediaType(), "size", Files.size(file.file()))))));
	}

	/** By the slip, straight to the bucket. */
	void send(JsonNode slip, FilesBench.Material file) throws Exception {
		var form = slip.get("upload");
		var fields = new LinkedHashMap<String, String>();
		form.get("fields").properties().forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
		answer(HttpRequest.newBuilder(URI.create(form.get("url").asString()))
				.header("Content-Type", FORM)
				.POST(BodyPublishers.ofByteArray(form(fields, file))));
	}

	/** In one request; the file's id. */
	String upload(FilesBench.Material file) throws Exception {
		return answer(to("/v1/files").header("Content-Type", FORM)
				.POST(BodyPublishers.ofByteArray(form(Map.of(), file)))).get("id").asString();
	}

	/** Asks until it is processed, with a pause between: each look is work for the platform, too. */
	void awaitEnd(String id, Duration pause) throws Exception {
		while (!answer(to("/v1/files/" + id)).get("status").asString().equals("processed")) {
			LockSupport.parkNanos(pause.toNanos());
		}
	}

	private HttpRequest.Builder to(String path) {
		return HttpRequest.newBuilder(frontDoor.resolve(path)).header("X-API-Key", key);
	}

	private JsonNode answer(HttpRequest.Builder request) throws Exception {
		var answer = http.send(request.build(), BodyHandlers.ofString());
		if (answer.statusCode() >= 300) {
			throw new IOException(answer.statusCode() + " " + answer.body());
		}
		return JsonMapper.shared().readTree(answer.body().isEmpty() ? "{}" : answer.body());
	}

	private static byte[] form(Map<String, String> fields, FilesBench.Material file) throws IOException {
		var body = new ByteArrayOutputStream();
		for (var field : fields.entrySet()) {
			body.write("--between\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
					.formatted(field.getKey(), field.getValue())
					.getBytes(UTF_8));
		}
		body.write(
				"--between\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
						.formatted(file.file().getFileName(), file.mediaType())
						.getBytes(UTF_8));
		body.write(Files.readAllBytes(file.file()));
		body.write("\r\n--between--\r\n".getBytes(UTF_8));
		return body.toByteArray();
	}
}
