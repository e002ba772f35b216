package dev.millrace.processor;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import dev.millrace.processor.KeptLetter.Closing;
import dev.millrace.processor.Redrive.Result;

import static dev.millrace.processor.TestEvents.NOW;
import static dev.millrace.processor.TestEvents.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class RedriveTests {

	private final InMemoryLetters letters = new InMemoryLetters();
	private final InMemoryEvents table = new InMemoryEvents();
	private Function<List<Arrival>, List<Outcome>> storing = table::storeAll;

	private final Redrive redrive = OperatorBeans.redrive(letters, table, new EventStore() {

		@Override
		public List<Outcome> storeAll(List<Arrival> arrivals) {
			return storing.apply(arrivals);
		}

		@Override
		public void release(Arrival arrival) {
			table.release(arrival);
		}
	});

	private String kept(StreamRecord record) {
		return kept(Reason.UNEXPECTED, record);
	}

	private String kept(String code, StreamRecord record) {
		var letter = new DeadLetter(new Reason(code, "why", Optional.empty(), 5, NOW, NOW), record);
		letters.keep(letter);
		return KeptLetter.of(letter).id();
	}

	private Closing end(String eventId) {
		return letters.ofEvent(eventId).getFirst().closing().orElseThrow();
	}

	@Test
	void closesALetterOnceItsEventIsStored() {
		String id = kept(event("one").record());

		assertThat(redrive.redrive(id, "key")).isEqualTo(new Result.Stored());
		assertThat(table.byId("one", Optional.empty())).isInstanceOf(EventQueries.Lookup.Found.class);
		assertThat(letters.find(id)).isEmpty();
		assertThat(end("one").how()).isEqualTo(Closing.REDRIVEN);
		assertThat(end("one").by()).isEqualTo("key");
		assertThat(redrive.redrive(id, "key")).isEqualTo(new Result.Unknown());
	}

	@Test
	void makesNothingVisibleTwice() {
		table.storeAll(List.of(event("one").data("1").arrival()));
		String id = kept(event("one").data("2").record());

		assertThat(redrive.redrive(id, "key")).isEqualTo(new Result.Duplicate());
		assertThat(letters.find(id)).isEmpty();
		assertThat(table.byId("one", Optional.empty())).isInstanceOf(EventQueries.Lookup.Found.class);
	}

	@Test
	void keepsALetterThatFailsAgainWithItsLastReason() {
		String id = kept(TestEvents.record("shard", "no event".getBytes(UTF_8)));

		assertThat(redrive.redrive(id, "key")).isInstanceOf(Result.Failed.class);
		var letter = letters.find(id).orElseThrow();
		assertThat(letter.reason().code()).isEqualTo(Reason.UNREADABLE);
		assertThat(letter.reason().firstAt()).isEqualTo(NOW);
		assertThat(letter.reason().attempts()).isEqualTo(6);
		assertThat(letter.redrives()).isOne();
		assertThat(letters.bytes(id)).hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("no event"));
	}

	@Test
	void saysOfABrokenAggregateThatItIsOneAndStoresWhatWasMisplaced() {
		String broken = kept(Reason.BROKEN_AGGREGATE, event("inside").record());
		String misplaced = kept(Reason.MISPLACED, event("misplaced").record());

		assertThat(redrive.foresee(broken)).isInstanceOf(Result.Failed.class);
		assertThat(redrive.redrive(broken, "key")).isInstanceOf(Result.Failed.class);
		assertThat(letters.find(broken).orElseThrow().reason().code()).isEqualTo(Reason.BROKEN_AGGREGATE);
		assertThat(redrive.redrive(misplaced, "key")).isEqualTo(new Result.Stored());
	}

	@Test
	void leavesALetterAsItIsWhileTheTableDoesNotAnswer() {
		String id = kept(event("one").record());
		var before = letters.find(id);
		storing = _ -> {
			throw new Unavailable("down");
		};

		assertThat(redrive.redrive(id, "key")).isEqualTo(new Result.Later());
		assertThat(letters.find(id)).isEqualTo(before);
	}

	@Test
	void saysWhatWouldComeOfItAndChangesNothing() {
		String fresh = kept(event("fresh").record());
		String known = kept(event("known").record());
		String bad = kept(TestEvents.record("shard", "no event".getBytes(UTF_8)));
		table.storeAll(List.of(event("known").arrival()));

		assertThat(redrive.foresee(fresh)).isEqualTo(new Result.Stored());
		assertThat(redrive.foresee(known)).isEqualTo(new Result.Duplicate());
		assertThat(redrive.foresee(bad)).isInstanceOf(Result.Failed.class);
		assertThat(redrive.foresee("none")).isEqualTo(new Result.Unknown());
		assertThat(table.byId("fresh", Optional.empty())).isEqualTo(new EventQueries.Lookup.Unknown());
		assertThat(List.of(fresh, known, bad)).allMatch(id -> letters.find(id).isPresent());
	}

	@Test
	void remembersWhoDeletedALetterAndWhy() {
		String id = kept(event("one").record());

		assertThat(redrive.delete(id, "key", "a test of the sender's")).isTrue();
		assertThat(redrive.delete(id, "key", "again")).isFalse();
		assertThat(letters.find(id)).isEmpty();
		assertThat(end("one").how()).isEqualTo(Closing.DELETED);
		assertThat(end("one").why()).isEqualTo("a test of the sender's");
		assertThat(table.byId("one", Optional.empty())).isEqualTo(new EventQueries.Lookup.Unknown());
	}
}
