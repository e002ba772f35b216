package dev.millrace.system.path;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.system.Everyday;
import dev.millrace.system.RunningPlatform;

import static org.assertj.core.api.Assertions.assertThat;

/** Event -> bus -> rule -> queue, the way that a large one takes, and the same way once more from a replay. */
class PublishingIT {

	@RegisterExtension
	static final RunningPlatform platform = RunningPlatform.everyday();

	private final Client client = new Client(platform);

	@Test
	void aStoredEventReachesWhoeverHasARuleForIt() {
		try (var sqs = platform.sqs(); var events = platform.events()) {
			String queue = sqs.createQueue(create -> create.queueName("orders")).queueUrl();
			String arn = sqs.getQueueAttributes(get -> get.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
					.attributes()
					.get(QueueAttributeName.QUEUE_ARN);
			events.putRule(rule -> rule.eventBusName(Everyday.BUS)
					.name("orders")
					.eventPattern("{\"detail-type\":[{\"prefix\":\"order.\"}],\"source\":[\"/shop\"]}"));
			events.putTargets(
					put -> put.eventBusName(Everyday.BUS)
							.rule("orders")
							.targets(Target.builder().id("1").arn(arn).build()));

			String large = "x".repeat(900_000);
			HttpResponse<String> taken = client.post("application/x-ndjson", """
					{"type":"order.placed","id":"small","source":"/shop","data":{"n":1.0}}
					{"type":"other","id":"unasked","source":"/shop"}
					{"type":"order.placed","id":"large","source":"/shop","data":"%s"}""".formatted(large));
			assertThat(taken.statusCode()).isEqualTo(202);

			List<JsonNode> published = receive(sqs, queue, 2);
			assertThat(published).extracting(event -> event.at("/detail/id").asString())
					.containsExactlyInAnyOrder("small", "large");
			assertThat(published)
					.allSatisfy(event -> assertThat(event.get("detail-type").asString()).isEqualTo("order.placed"));
			JsonNode reference = published.stream()
					.filter(event -> event.at("/detail/id").asString().equals("large"))
					.findAny()
					.orElseThrow();
			var found = Client.json(client.get(reference.at("/detail/dataref").asString()));
			assertThat(found.get("data").asString()).as("stored beside the table and found all the same")
					.isEqualTo(large);

			String replay = replayToTheBus(Client.json(taken).get("results").get(0));
			assertThat(receive(sqs, queue, 1)).extracting(event -> event.at("/detail/id").asString())
					.contains("small");
			assertThat(client.delete(replay).statusCode()).isEqualTo(204);
			assertThat(client.idsOfType("order.placed")).as("each visible once")
					.filteredOn(List.of("small", "large")::contains)
					.containsExactlyInAnyOrder("small", "large");
		}
	}

	/** From the record of a receipt on; a replay's first read brings one record. */
	private String replayToTheBus(JsonNode receipt) {
		var begun = client.post("/v1/replays", "application/json", """
				{"sequenceNumbers":{"%s":"%s"},"target":"bus","types":["order.placed"]}"""
				.formatted(receipt.get("shardId").asString(), receipt.get("sequenceNumber").asString()));
		assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
		return begun.headers().firstValue("Location").orElseThrow();
	}

	private static List<JsonNode> receive(SqsClient sqs, String queue, int count) {
		List<JsonNode> received = new ArrayList<>();
		Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
			sqs.receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(2))
					.messages()
					.forEach(message -> received.add(JsonMapper.shared().readTree(message.body())));
			return received.size() >= count;
		});
		return received;
	}
}
