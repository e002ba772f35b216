package dev.millrace.system.files;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.system.path.Client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A client that comes again with whatever was not answered. */
public final class Uploads {

	private static final Duration LONG = Duration.ofMinutes(3);
	private static final String BOUNDARY = "between-the-parts";
	private static final String FORM = "multipart/form-data; boundary=" + BOUNDARY;

	private final Client client;

	public Uploads(Client client) {
		this.client = client;
	}

	/** All in one request; the file's id. A request that was not answered may have brought a file all the same. */
	String simple(String name, Sample sample) {
		return again(to("/v1/files").header("Content-Type", FORM)
				.POST(BodyPublishers.ofByteArray(form(Map.of(), name, sample))), 202).get("id").asString();
	}

	/** To the bucket itself, by a form or in parts as the service wishes; the file's id. */
	public String bySlip(String name, Sample sample, boolean twice, boolean completed) {
		JsonNode slip = again(json("/v1/files", JsonMapper.shared()
				.writeValueAsString(Map.of("name", name, "contentType", sample.contentType(), "size",
						sample.content().length))),
				201);
		String id = slip.get("id").asString();
		JsonNode upload = slip.get("upload");
		if (upload.get("kind").asString().equals("form")) {
			post(upload, name, sample);
			if (twice) {
				post(upload, name, sample);
			}
		} else {
			upload.get("parts").forEach(part -> put(part, upload.get("partSize").asInt(), sample));
			again(json("/v1/files/" + id + "/upload/complete", ""), 200);
		}
		if (completed) {
			again(json("/v1/files/" + id + "/upload/complete", ""), 200);
		}
		return id;
	}

	/** Gone, whether at this request or at one before that was not answered. */
	void delete(String id) {
		again(to("/v1/files/" + id).DELETE(), 204, 404);
	}

	private void post(JsonNode form, String name, Sample sample) {
		var fields = new LinkedHashMap<String, String>();
		form.get("fields").properties().forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
		var answer = Client.sent(client.http(), HttpRequest.newBuilder(URI.create(form.get("url").asString()))
				.header("Content-Type", FORM)
				.POST(BodyPublishers.ofByteArray(form(fields, name, sample)))
				.build());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
	}

	private void put(JsonNode part, int partSize, Sample sample) {
		int from = (part.get("number").asInt() - 1) * partSize;
		var answer = Client.sent(client.http(), HttpRequest.newBuilder(URI.create(part.get("url").asString()))
				.PUT(BodyPublishers
						.ofByteArray(Arrays.copyOfRange(sample.content(), from, from + part.get("size").asInt())))
				.build());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
	}

	private HttpRequest.Builder json(String path, String body) {
		return to(path).header("Content-Type", "application/json")
				.POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
	}

	private HttpRequest.Builder to(String path) {
		return HttpRequest.newBuilder(client.frontDoor().resolve(path))
				.timeout(Duration.ofSeconds(30))
				.header("X-API-Key", client.key());
	}

	/** Until the service, which may just have been killed, gives one of these answers. */
	private JsonNode again(HttpRequest.Builder request, Integer... statuses) {
		HttpResponse<String> answered = Awaitility.await()
				.atMost(LONG)
				.ignoreExceptionsInstanceOf(UncheckedIOException.class)
				.until(() -> Client.sent(client.http(), request.copy().build()),
						answer -> answer.statusCode() < 500);
		assertThat(answered.statusCode()).as(answered.body()).isIn(Set.of(statuses));
		return answered.body().isEmpty() ? JsonMapper.shared().nullNode() : Client.json(answered);
	}

	private static byte[] form(Map<String, String> fields, String name, Sample sample) {
		var body = new ByteArrayOutputStream();
		fields.forEach((field, value) -> body
				.writeBytes("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
						.formatted(BOUNDARY, field, value)
						.getBytes(UTF_8)));
		body.writeBytes(
				"--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
						.formatted(BOUNDARY, name, sample.contentType())
						.getBytes(UTF_8));
		body.writeBytes(sample.content());
		body.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(UTF_8));
		return body.toByteArray();
	}
}
