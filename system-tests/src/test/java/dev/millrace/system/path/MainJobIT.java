package dev.millrace.system.path;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.millrace.system.RunningPlatform;
import dev.millrace.system.path.Deliveries.Delivery;

import static org.assertj.core.api.Assertions.assertThat;

/** The main job: an event that was answered 202 is in the stream, and a moment later in the table. */
class MainJobIT {

	@RegisterExtension
	static final RunningPlatform platform = RunningPlatform.everyday();

	@Test
	void storesRealDeliveriesThatComeAsLines() {
		var deliveries = Deliveries.from("/github/lines");
		var answer = client().post("application/x-ndjson", deliveries.stream()
				.map(Delivery::event)
				.collect(Collectors.joining("\n")));
		assertThat(receipts(answer)).isEqualTo(ids(deliveries));
		assertStored(deliveries);
	}

	@Test
	void storesRealDeliveriesThatComeAsAnArray() {
		var deliveries = Deliveries.from("/github/array");
		var answer = client().post("application/json", deliveries.stream()
				.map(Delivery::event)
				.collect(Collectors.joining(",", "[", "]")));
		assertThat(receipts(answer)).isEqualTo(ids(deliveries));
		assertStored(deliveries);
	}

	@Test
	void storesRealDeliveriesThatComeOneByOne() throws Exception {
		var deliveries = Deliveries.from("/github/single");
		try (var connections = Executors.newFixedThreadPool(16)) {
			for (var answer : connections.invokeAll(deliveries.stream()
					.map(delivery -> (Callable<HttpResponse<String>>) () -> client()
							.post("application/json", delivery.event()))
					.toList())) {
				assertThat(receipts(answer.get())).hasSize(1);
			}
		}
		assertStored(deliveries);
	}

	@Test
	void asksWhichSourceIsMeantWhereSeveralHoldAnId() {
		String time = ",\"time\":\"2026-11-20T08:00:00Z\"}";
		client().post("application/json", "[{\"type\":\"t\",\"id\":\"shared\",\"source\":\"/one\"" + time
				+ ",{\"type\":\"t\",\"id\":\"shared\",\"source\":\"/two\"" + time + "]");
		await().until(() -> client().get("/v1/events/shared").statusCode() == 409);
		var answer = client().get("/v1/events/shared");
		assertThat(Client.json(answer).get("sources").valueStream().map(source -> source.asString()).toList())
				.containsExactlyInAnyOrder("/one", "/two");
		assertThat(client().event("shared", "/one").body()).contains("\"source\":\"/one\"");
		assertThat(client().event("shared", "/two").body()).contains("\"source\":\"/two\"");
	}

	@Test
	void countsAnEventOnceHoweverOftenItIsSent() {
		send("\"data\":\"first\"");
		send("\"data\":\"later\",\"time\":\"2026-11-20T08:00:00Z\"");
		send("\"data\":\"later\",\"time\":\"2025-01-01T00:00:00Z\"");
		await().until(() -> client().event("r1", "/retry").statusCode() == 200);
		// Only now: another key may be another shard, whose consumer may be the faster one.
		send("\"data\":\"later\",\"partitionkey\":\"another\"");
		client().post("application/json",
				"{\"type\":\"retry\",\"id\":\"last\",\"source\":\"/retry\",\"partitionkey\":\"another\"}");
		await().until(() -> client().event("last", "/retry").statusCode() == 200);
		Awaitility.await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
			var events = Client.json(client().get("/v1/events?type=retry")).get("events");
			assertThat(events.valueStream().map(event -> event.get("id").asString()).toList())
					.containsExactlyInAnyOrder("r1", "last");
		});
		assertThat(client().event("r1", "/retry").body()).as("the first wins").contains("\"data\":\"first\"");
	}

	@Test
	void findsAnEventByAnyIdThatItTook() {
		for (String id : List.of("a/b", "a%2Fb", "..", "a b", "\u65e5\u672c", "?&#;", "a+b", "\\\"\\\\")) {
			assertThat(client().post("application/json", "{\"type\":\"odd\",\"source\":\"/odd\",\"id\":\"" + id + "\"}")
					.statusCode())
					.as(id)
					.isEqualTo(202);
			String sent = id.equals("\\\"\\\\") ? "\"\\" : id;
			await().untilAsserted(() -> assertThat(client().event(sent, "/odd").statusCode()).as(id).isEqualTo(200));
		}
	}

	private void send(String rest) {
		String event = "{\"type\":\"retry\",\"id\":\"r1\",\"source\":\"/retry\"," + rest + "}";
		assertThat(client().post("application/json", event).statusCode()).isEqualTo(202);
	}

	private static void assertStored(List<Delivery> deliveries) {
		await().untilAsserted(() -> {
			for (Delivery delivery : deliveries) {
				var answer = client().event(delivery.id(), delivery.source());
				assertThat(answer.statusCode()).as(delivery.id()).isEqualTo(200);
				assertThat(answer.body()).as(delivery.id())
						.contains("\"data\":" + delivery.payload() + ",\"partitionkey\"");
			}
		});
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(100));
	}

	private static List<String> receipts(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
		return Client.json(answer).get("results").valueStream().map(receipt -> {
			assertThat(receipt.get("shardId").asString()).startsWith("shardId-");
			assertThat(receipt.get("sequenceNumber").asString()).hasSize(56);
			return receipt.get("id").asString();
		}).toList();
	}

	private static List<String> ids(List<Delivery> deliveries) {
		return deliveries.stream().map(Delivery::id).toList();
	}

	private static Client client() {
		return new Client(platform);
	}
}
