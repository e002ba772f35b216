package dev.millrace.system.path;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import dev.millrace.system.RunningPlatform;

import static org.assertj.core.api.Assertions.assertThat;

/** A file's whole way: through the front door, the bucket, the sandbox, and as an event into the table of events. */
class FilesIT {

	@RegisterExtension
	static final RunningPlatform platform = RunningPlatform.everyday();

	private static final Duration LONG = Duration.ofMinutes(2);
	private static final int FILES = 20;

	private final Client client = new Client(platform);

	@Test
	void aTableIsProfiledAndItsOutcomeIsAnEvent() {
		String id = upload("orders.csv", "text/csv", "id,amount\r\n1,2.5\r\n2,3.5\r\n");

		JsonNode file = await(id, "processed");
		assertThat(file.get("mediaType").asString()).isEqualTo("text/csv");
		assertThat(eventsOf(id)).containsExactly("millrace.file.processed");
	}

	@Test
	void whatIsUnderWayWhenTheServiceIsKilledComesToItsEndOnce() {
		var ids = new ArrayList<String>();
		for (int i = 0; i < FILES; i++) {
			ids.add(upload("f" + i + ".json", "application/json", "{\"number\":%d}".formatted(i)));
			if (i == FILES / 2) {
				platform.kill("file-service");
			}
		}
		for (String id : ids) {
			await(id, "processed");
		}
		for (String id : ids) {
			assertThat(eventsOf(id)).containsExactly("millrace.file.processed");
		}
	}

	private String upload(String name, String type, String content) {
		String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n%s\r\n--b--\r\n"
				.formatted(name, type, content);
		var answer = Awaitility.await(name)
				.atMost(LONG)
				.until(() -> send(HttpRequest.newBuilder(platform.frontDoor().resolve("/v1/files"))
						.header("X-API-Key", platform.key())
						.header("Content-Type", "multipart/form-data; boundary=b")
						.POST(BodyPublishers.ofString(form))
						.build()), sent -> sent.statusCode() == 202);
		return Client.json(answer).get("id").asString();
	}

	private static HttpResponse<String> send(HttpRequest request) {
		return Client.sent(platform.http(), request);
	}

	private JsonNode await(String id, String status) {
		return Awaitility.await(id)
				.atMost(LONG)
				.pollInterval(Duration.ofMillis(200))
				.until(() -> Client.json(client.get("/v1/files/" + id)),
						file -> file.path("status").asString("").equals(status));
	}

	/** The types of all stored events about a file, once there is one. */
	private List<String> eventsOf(String id) {
		return Awaitility.await(id)
				.atMost(LONG)
				.until(() -> Client.json(client.get("/v1/events?source=%2Fv1%2Ffiles&limit=1000"))
						.get("events")
						.valueStream()
						.filter(event -> event.get("subject").asString().equals(id))
						.map(event -> event.get("type").asString())
						.toList(), found -> !found.isEmpty());
	}
}
