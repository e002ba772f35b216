package dev.millrace.processor.eventbridge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.event.Event;
import dev.millrace.processor.TestEvents;

import static dev.millrace.processor.TestEvents.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class BusPublisherTests {

	private static final int LIMIT = 20_000;

	private final List<PutEventsRequest> calls = new ArrayList<>();
	private Predicate<PutEventsRequestEntry> taken = _ -> true;
	private final BusPublisher publisher = new BusPublisher(new Bus(), new BusSettings("bus", LIMIT));

	private final class Bus implements EventBridgeClient {

		@Override
		public PutEventsResponse putEvents(PutEventsRequest request) {
			calls.add(request);
			return PutEventsResponse.builder()
					.entries(request.entries().stream().map(this::answer).toList())
					.build();
		}

		private PutEventsResultEntry answer(PutEventsRequestEntry entry) {
			return taken.test(entry)
					? PutEventsResultEntry.builder().eventId("1").build()
					: PutEventsResultEntry.builder().errorCode("ThrottlingException").build();
		}

		@Override
		public String serviceName() {
			return SERVICE_NAME;
		}

		@Override
		public void close() {}
	}

	private static List<Event> events(int count) {
		return IntStream.range(0, count).mapToObj(i -> event("e" + i).arrival().event()).toList();
	}

	private PutEventsRequestEntry published(TestEvents.Spec spec) {
		assertThat(publisher.publish(List.of(spec.arrival().event()))).isEmpty();
		return calls.getLast().entries().getLast();
	}

	@Test
	void publishesTheWholeCloudEvent() {
		var spec = event("a").type("order.placed").source("/shop");

		var entry = published(spec);

		assertThat(entry.eventBusName()).isEqualTo("bus");
		assertThat(entry.detailType()).isEqualTo("order.placed");
		assertThat(entry.source()).isEqualTo("/shop");
		assertThat(entry.time()).isEqualTo(TestEvents.NOW);
		assertThat(entry.detail()).isEqualTo(new String(spec.document(), UTF_8));
	}

	@Test
	void putsTenACallAndGivesBackWhatWasNotTaken() {
		taken = entry -> !entry.detail().contains("\"e7\"") && !entry.detail().contains("\"e23\"");

		assertThat(publisher.publish(events(25)).stream().map(Event::id)).containsExactly("e7", "e23");

		assertThat(calls.stream().map(call -> call.entries().size())).containsExactly(10, 10, 5);
	}

	@Test
	void putsNoMoreBytesThanACallMayHave() {
		List<Event> large = IntStream.range(0, 3)
				.mapToObj(i -> event("e" + i).data("\"" + "x".repeat(9000) + "\"").arrival().event())
				.toList();

		assertThat(publisher.publish(large)).isEmpty();

		assertThat(calls.stream().map(call -> call.entries().size())).containsExactly(2, 1);
	}

	@Test
	void givesBackAllWhereTheCallFails() {
		taken = _ -> {
			throw SdkClientException.create("no route");
		};
		assertThat(publisher.publish(events(3))).hasSize(3);
	}

	@Test
	void publishesAReferenceToWhatIsTooLarge() {
		var entry = published(event("a \u00f6").source("/shop").data("\"" + "x".repeat(LIMIT) + "\""));

		var detail = JsonMapper.shared().readTree(entry.detail());
		assertThat(detail.get("id").asString()).isEqualTo("a \u00f6");
		assertThat(detail.get("type").asString()).isEqualTo("tests.happened");
		assertThat(detail.get("time").asString()).isEqualTo(TestEvents.NOW.toString());
		assertThat(detail.get("dataref").asString()).isEqualTo("/v1/events/a%20%C3%B6?source=%2Fshop");
		assertThat(detail.has("data")).isFalse();
	}

	@Test
	void cutsWhatEventBridgeTakesOnlyShorter() {
		var entry = published(event("a").type("t".repeat(127) + "\uD83D\uDE00").source("aws." + "s".repeat(300)));

		assertThat(entry.detailType()).isEqualTo("t".repeat(127));
		assertThat(entry.source()).hasSize(256).startsWith("millrace:aws.sss");
	}
}
