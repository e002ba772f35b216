package dev.millrace.system.faults;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.system.RunningPlatform;
import dev.millrace.system.faults.FaultyTable.Mishap;

import static org.assertj.core.api.Assertions.assertThat;

/** From an event that the table refuses to the same event stored, as whoever looks after dead letters would walk it. */
class DeadLettersIT {

	private static final Duration SOON = Duration.ofMinutes(1);

	@RegisterExtension
	@Order(1)
	static final FaultyTable table = new FaultyTable(() -> DeadLettersIT.platform.cloud(), new Random(1));

	@RegisterExtension
	@Order(2)
	static final RunningPlatform platform = new RunningPlatform(
			Map.of("JAVA_TOOL_OPTIONS", "-Daws.endpointUrlDynamoDb=" + table.address()));

	@Test
	void whatWasRefusedIsStoredOnceItsCauseIsGone() throws Exception {
		table.begin(Mishap.REJECTED, 1);
		assertThat(send("POST", "/v1/events",
				"{\"type\":\"poison\",\"id\":\"bad\",\"source\":\"/s\",\"data\":{ \"n\" : 1.0 }}").statusCode())
				.isEqualTo(202);
		JsonNode letter = Awaitility.await()
				.atMost(SOON)
				.until(() -> json(send("GET", "/v1/dead-letters?type=poison&reason=rejected", "")).get("deadLetters"),
						letters -> letters.size() == 1)
				.get(0);
		String id = letter.get("id").asString();
		assertThat(send("GET", "/v1/dead-letters/" + id + "/bytes", "").body()).contains("\"data\":{ \"n\" : 1.0 }");
		assertThat(trace().get("state").asString()).isEqualTo("dead-lettered");

		String again = "{\"ids\":[\"" + id + "\"]}";
		assertThat(outcome(again)).isEqualTo("failed");
		assertThat(json(send("GET", "/v1/dead-letters/" + id, "")).get("redrives").asInt()).isOne();
		table.heal();
		assertThat(outcome("{\"ids\":[\"" + id + "\"],\"dryRun\":true}")).isEqualTo("stored");
		assertThat(send("GET", "/v1/events/bad", "").statusCode()).isEqualTo(404);
		assertThat(outcome(again)).isEqualTo("stored");

		assertThat(send("GET", "/v1/events/bad", "").body()).contains("\"data\":{ \"n\" : 1.0 }");
		assertThat(send("GET", "/v1/dead-letters/" + id, "").statusCode()).isEqualTo(404);
		assertThat(outcome(again)).isEqualTo("unknown");
		assertThat(trace().get("state").asString()).isEqualTo("stored");
		assertThat(trace().at("/deadLetters/0/closed/how").asString()).isEqualTo("redriven");
		assertThat(json(send("GET", "/v1/events?type=poison", "")).get("events")).hasSize(1);
	}

	private static String outcome(String redrive) throws IOException, InterruptedException {
		return json(send("POST", "/v1/dead-letters/redrive", redrive)).at("/results/0/outcome").asString();
	}

	private static JsonNode trace() throws IOException, InterruptedException {
		return json(send("GET", "/v1/events/bad/trace", ""));
	}

	private static JsonNode json(HttpResponse<String> answer) {
		return JsonMapper.shared().readTree(answer.body());
	}

	private static HttpResponse<String> send(String method, String path, String body)
			throws IOException, InterruptedException {
		var request = HttpRequest.newBuilder(platform.frontDoor().resolve(path))
				.timeout(Duration.ofSeconds(60))
				.header("X-API-Key", platform.key())
				.header("Content-Type", "application/json")
				.method(method, BodyPublishers.ofString(body))
				.build();
		return platform.http().send(request, BodyHandlers.ofString());
	}
}
