package dev.millrace.processor.dynamodb;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.millrace.processor.Arrival;
import dev.millrace.processor.InMemoryLargeEvents;
import dev.millrace.processor.Outcome;

import static dev.millrace.processor.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

class LargeEventsTests {

	private static final int ITEM = 384 << 10;

	private final InMemoryLargeEvents large = new InMemoryLargeEvents();
	private final FakeItems items = new FakeItems(_ -> false, () -> {});
	private final TableEventStore store = new TableEventStore(items, large);

	private static Arrival ofBytes(String id, int bytes) {
		var spec = event(id).data("\"\"");
		int rest = bytes - spec.document().length;
		return spec.data("\"" + "x".repeat(rest) + "\"").arrival();
	}

	@Test
	void onlyWhatNoItemHoldsLiesElsewhere() {
		assertThat(store.storeAll(List.of(ofBytes("fits", ITEM), ofBytes("does-not", ITEM + 1))))
				.containsOnly(new Outcome.Stored());

		assertThat(items.visible()).hasSize(2);
		assertThat(items.visible().stream().filter(item -> item.place().isPresent()).toList()).singleElement()
				.satisfies(item -> {
					assertThat(item.event().id()).isEqualTo("does-not");
					assertThat(large.read(item.place().orElseThrow())).isEqualTo(item.event().document());
				});
	}

	@Test
	void noItemPointsAtWhatIsNotKeptAndOthersGoOn() {
		large.setUnavailable(true);
		var poor = ofBytes("large", ITEM + 1);

		List<Outcome> outcomes = store.storeAll(List.of(poor, ofBytes("small", 1000)));

		assertThat(outcomes.getFirst()).isInstanceOf(Outcome.RetryLater.class);
		assertThat(outcomes.getLast()).isEqualTo(new Outcome.Stored());
		assertThat(items.visible()).singleElement().satisfies(item -> assertThat(item.event().id()).isEqualTo("small"));

		large.setUnavailable(false);
		assertThat(store.storeAll(List.of(poor))).containsOnly(new Outcome.Stored());
	}

	@Test
	void whatComesAgainIsNotKeptAgain() {
		store.storeAll(List.of(ofBytes("large", ITEM + 1)));
		var changed = event("large").source("/tests").data("\"" + "y".repeat(ITEM) + "\"").arrival();

		assertThat(store.storeAll(List.of(changed))).containsOnly(new Outcome.Duplicate());

		assertThat(large.read("/tests/large")).isEqualTo(items.visible().getFirst().event().document());
	}
}
