package dev.millrace.processor;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static dev.millrace.processor.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

class LanesTests {

	@Test
	void fillsLanesWithEventsThatGoInBatches() {
		var arrivals = IntStream.range(0, 60).mapToObj(i -> event("e" + i).generatedId().arrival()).toList();

		assertThat(Lanes.of(arrivals)).extracting(List::size).containsExactly(25, 25, 10);
	}

	@Test
	void keepsEventsOfOneKeyInOneLaneInOrder() {
		var a = event("1").key("k").generatedId().arrival();
		var b = event("2").generatedId().arrival();
		var c = event("3").key("k").arrival();

		assertThat(Lanes.of(List.of(a, b, c))).containsExactlyInAnyOrder(List.of(a, c), List.of(b));
	}

	@Test
	void neverPartsTheEventsOfOneKey() {
		var hot = IntStream.range(0, 70).mapToObj(i -> event("h" + i).key("hot").generatedId().arrival());
		var others = IntStream.range(0, 30).mapToObj(i -> event("o" + i).generatedId().arrival());

		var lanes = Lanes.of(Stream.concat(hot, others).toList());

		assertThat(lanes.stream()
				.filter(lane -> lane.stream().anyMatch(arrival -> arrival.event().partitionKey().equals("hot"))))
				.hasSize(1);
		assertThat(lanes.stream().mapToInt(List::size).sum()).isEqualTo(100);
	}
}
