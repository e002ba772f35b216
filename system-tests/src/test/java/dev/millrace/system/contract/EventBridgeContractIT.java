package dev.millrace.system.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EventBridgeContractIT {
	@RegisterExtension
	static final Endpoint endpoint = new Endpoint();

	private final EventBridgeClient events = endpoint.client(EventBridgeClient.builder());
	private final SqsClient sqs = endpoint.client(SqsClient.builder());
	private final String bus = "contract-" + UUID.randomUUID();
	private String queue = "";
	private String queueArn = "";

	@BeforeEach
	void make() {
		events.createEventBus(create -> create.name(bus));
		queue = sqs.createQueue(create -> create.queueName(bus)).queueUrl();
		queueArn = Objects.requireNonNull(
				sqs.getQueueAttributes(get -> get.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
						.attributes()
						.get(QueueAttributeName.QUEUE_ARN));
	}

	@AfterEach
	void close() {
		events.close();
		sqs.close();
	}

	@Test
	void knowsItsBusesAndTheDefaultOne() {
		assertThat(events.listEventBuses(list -> list.namePrefix(bus)).eventBuses()).extracting(EventBus::name)
				.containsExactly(bus);
		assertThat(events.describeEventBus(describe -> describe.name(bus)).arn()).endsWith(":event-bus/" + bus);
		assertThat(events.describeEventBus(_ -> {}).name()).isEqualTo("default");
		assertThatExceptionOfType(ResourceAlreadyExistsException.class)
				.isThrownBy(() -> events.createEventBus(create -> create.name(bus)));

		events.deleteEventBus(delete -> delete.name(bus));

		assertThatExceptionOfType(ResourceNotFoundException.class)
				.isThrownBy(() -> events.describeEventBus(describe -> describe.name(bus)));
	}

	@Test
	void deliversWhatARulesPatternMatches() {
		rule("orders",
				"""
						{"source": ["/shop"], "detail-type": [{"prefix": "order."}], "detail": {"total": [{"numeric": [">", 10]}]}}
						""");
		target("orders", target -> target);

		var answer = events
				.putEvents(put -> put.entries(entry("/shop", "order.placed", "{\"total\": 11, \"raw\": 1.0}"),
						entry("/shop", "order.placed", "{\"total\": 9}"), entry("/shop", "other", "{\"total\": 11}"),
						entry("/else", "order.placed", "{\"total\": 11}")));

		assertThat(answer.failedEntryCount()).isZero();
		assertThat(answer.entries()).hasSize(4).allMatch(entry -> entry.eventId() != null);
		var event = JsonMapper.shared().readTree(receiveOne());
		assertThat(event.path("id").asString()).isEqualTo(answer.entries().getFirst().eventId());
		assertThat(event.path("source").asString()).isEqualTo("/shop");
		assertThat(event.path("detail-type").asString()).isEqualTo("order.placed");
		assertThat(event.path("detail").path("total").asInt()).isEqualTo(11);
		assertThat(event.path("version").asString()).isEqualTo("0");
		assertThat(event.path("region").asString()).isEqualTo("us-east-1");
		assertThat(event.path("time").asString()).endsWith("Z");
	}

	@Test
	void sendsThePartOrTheInputThatATargetAsksFor() {
		rule("all", "{\"source\": [{\"exists\": true}]}");
		target("all", target -> target.inputPath("$.detail.inner"));
		put("{\"inner\": {\"a\": 1}}");
		assertThat(receiveOne()).isEqualTo("{\"a\":1}");

		target("all", target -> target.input("{\"constant\":true}"));
		put("{}");
		assertThat(receiveOne()).isEqualTo("{\"constant\":true}");
	}

	@Test
	@NotOnLocalStack("an event that came while the rule was disabled arrives")
	void sendsNothingWhileARuleIsDisabledOrWithoutItsTarget() {
		rule("all", "{\"source\": [{\"exists\": true}]}");
		target("all", target -> target);
		events.disableRule(disable -> disable.eventBusName(bus).name("all"));
		assertThat(describe("all")).isEqualTo(RuleState.DISABLED);
		put("{\"n\": 1}");
		events.enableRule(enable -> enable.eventBusName(bus).name("all"));
		put("{\"n\": 2}");

		assertThat(JsonMapper.shared().readTree(receiveOne()).path("detail").path("n").asInt()).isEqualTo(2);
		events.removeTargets(remove -> remove.eventBusName(bus).rule("all").ids("queue"));
		assertThat(events.listTargetsByRule(list -> list.eventBusName(bus).rule("all")).targets()).isEmpty();
		events.deleteRule(delete -> delete.eventBusName(bus).name("all"));
		assertThat(events.listRules(list -> list.eventBusName(bus)).rules()).isEmpty();
	}

	@Test
	void listsRulesAndTargets() {
		rule("a-1", "{\"source\": [\"x\"]}");
		rule("b-1", "{\"source\": [\"x\"]}");
		target("a-1", target -> target);

		assertThat(events.listRules(list -> list.eventBusName(bus).namePrefix("a-")).rules()).extracting(Rule::name)
				.containsExactly("a-1");
		assertThat(events.listTargetsByRule(list -> list.eventBusName(bus).rule("a-1")).targets())
				.extracting(Target::arn)
				.containsExactly(queueArn);
		assertThatExceptionOfType(EventBridgeException.class)
				.isThrownBy(() -> events.deleteRule(delete -> delete.eventBusName(bus).name("a-1")))
				.satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
	}

	@Test
	void refusesAnEntryWithoutRefusingTheOthers() {
		var answer = events.putEvents(put -> put.entries(entry("/shop", "a", "not JSON"), entry("/shop", "a", "{}"),
				PutEventsRequestEntry.builder().eventBusName(bus).detailType("a").detail("{}").build()));

		assertThat(answer.failedEntryCount()).isEqualTo(2);
		assertThat(answer.entries().get(0).errorCode()).isEqualTo("MalformedDetail");
		assertThat(answer.entries().get(1).errorCode()).isNull();
		assertThat(answer.entries().get(2).errorCode()).isEqualTo("InvalidArgument");
	}

	@Test
	void refusesTooManyAndTooLargeEntries() {
		var eleven = new ArrayList<PutEventsRequestEntry>();
		for (int i = 0; i < 11; i++) {
			eleven.add(entry("/shop", "a", "{}"));
		}
		assertThatExceptionOfType(EventBridgeException.class)
				.isThrownBy(() -> events.putEvents(put -> put.entries(eleven)));
		assertThatExceptionOfType(EventBridgeException.class)
				.isThrownBy(() -> put("{\"a\": \"" + "x".repeat(1 << 20) + "\"}"));
	}

	@Test
	@NotOnLocalStack("takes it")
	void refusesAPatternThatIsNone() {
		assertThatExceptionOfType(InvalidEventPatternException.class).isThrownBy(() -> rule("bad", "{\"source\": 1}"));
		assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> target("never", target -> target));
	}

	private void rule(String name, String pattern) {
		events.putRule(put -> put.eventBusName(bus).name(name).eventPattern(pattern));
	}

	private RuleState describe(String rule) {
		return events.describeRule(describe -> describe.eventBusName(bus).name(rule)).state();
	}

	private void target(String rule, UnaryOperator<Target.Builder> how) {
		var target = how.apply(Target.builder().id("queue").arn(queueArn)).build();
		var answer = events.putTargets(put -> put.eventBusName(bus).rule(rule).targets(List.of(target)));
		assertThat(answer.failedEntryCount()).isZero();
	}

	private void put(String detail) {
		var answer = events.putEvents(put -> put.entries(entry("/shop", "a", detail)));
		assertThat(answer.failedEntryCount()).isZero();
	}

	private PutEventsRequestEntry entry(String source, String type, String detail) {
		return PutEventsRequestEntry.builder().eventBusName(bus).source(source).detailType(type).detail(detail).build();
	}

	/** Exactly one. */
	private String receiveOne() {
		var received = new ArrayList<String>();
		Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> {
			var messages = sqs.receiveMessage(
					receive -> receive.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1)).messages();
			for (var message : messages) {
				received.add(message.body());
				sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
			}
			return !received.isEmpty();
		});
		assertThat(received).hasSize(1);
		return received.getFirst();
	}
}
