package dev.millrace.processor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.millrace.processor.EventQueries.Lookup;
import dev.millrace.processor.EventQueries.Page;

import static dev.millrace.processor.TestEvents.NOW;
import static dev.millrace.processor.TestEvents.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What every store of events promises, whatever it is made of. */
public abstract class EventStoreContract {

	private static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty(),
			Optional.empty());

	/** Ids and types of this test alone, so that tests may share a table. */
	private final String run = UUID.randomUUID().toString();

	protected abstract EventStore store();

	protected abstract EventQueries queries();

	private TestEvents.Spec mine(String id) {
		return event(run + id).type("type-" + run).source("/source-" + run);
	}

	private Outcome store(TestEvents.Spec spec) {
		return store().storeAll(List.of(spec.arrival())).getFirst();
	}

	private Lookup find(String id) {
		return queries().byId(run + id, Optional.empty());
	}

	@Test
	void givesBackTheBytesThatCameIn() {
		var spec = mine("bytes").data("{ \"b\":1.0,\"a\" : 12345678901234567890123456789012345678901 }");

		assertThat(store(spec)).isEqualTo(new Outcome.Stored());

		assertThat(find("bytes")).isInstanceOfSatisfying(Lookup.Found.class,
				found -> assertThat(found.document()).isEqualTo(spec.document()));
	}

	@Test
	void givesBackWhatIsTooLargeForAnItem() {
		var large = mine("large").data("\"" + "x".repeat(1_000_000) + "\"");
		var generated = mine("large-too").generatedId().data("\"" + "y".repeat(500_000) + "\"");

		assertThat(store(large)).isEqualTo(new Outcome.Stored());
		assertThat(store(generated)).isEqualTo(new Outcome.Stored());
		assertThat(store(large)).isEqualTo(new Outcome.Duplicate());

		assertThat(document(find("large"))).isEqualTo(new String(large.document(), UTF_8));
		assertThat(list(byType()).documents()).containsExactlyInAnyOrder(large.document(), generated.document());
	}

	@Test
	void knowsNothingThatWasNotStored() {
		assertThat(find("nothing")).isEqualTo(new Lookup.Unknown());
	}

	@Test
	void keepsTheFirstOfAnIdentity() {
		assertThat(store(mine("twice").data("1"))).isEqualTo(new Outcome.Stored());
		assertThat(store(mine("twice").data("2"))).isEqualTo(new Outcome.Duplicate());
		assertThat(store(mine("twice").data("3").time(NOW.plusSeconds(60)))).isEqualTo(new Outcome.Duplicate());

		assertThat(document(find("twice"))).contains("\"data\":1");
		assertThat(list(byType()).documents()).hasSize(1);
	}

	@Test
	void keepsTheFirstOfAnIdentityWhoseSenderChoseKeysToo() {
		assertThat(store(mine("keys").key("a").data("1"))).isEqualTo(new Outcome.Stored());
		assertThat(store(mine("keys").key("b").data("2").time(NOW.plusSeconds(1)))).isEqualTo(new Outcome.Duplicate());
		assertThat(store(mine("keys").data("3").time(NOW.plusSeconds(2)))).isEqualTo(new Outcome.Duplicate());

		assertThat(document(find("keys"))).contains("\"data\":1");
		assertThat(list(byType()).documents()).hasSize(1);
	}

	@Test
	void keepsTheFirstOfAnIdentityWhetherItsPartitionKeyIsChosenOrNot() {
		assertThat(store(mine("unkeyed").data("1"))).isEqualTo(new Outcome.Stored());
		assertThat(store(mine("unkeyed").key("k").data("2").time(NOW.plusSeconds(1))))
				.isEqualTo(new Outcome.Duplicate());

		assertThat(list(byType()).documents()).hasSize(1);
	}

	@Test
	void takesARedeliveryForWhatItIs() {
		for (var spec : List.of(mine("again"), mine("again-key").key("k"), mine("again-made").generatedId())) {
			var arrival = spec.arrival();
			assertThat(store().storeAll(List.of(arrival))).containsExactly(new Outcome.Stored());

			assertThat(store().storeAll(List.of(arrival))).containsExactly(new Outcome.Redelivered());
		}
		assertThat(list(byType()).documents()).hasSize(3);
	}

	@Test
	void answersForEachEventOfACall() {
		var arrivals = IntStream.range(0, 25).mapToObj(i -> mine("made" + i).generatedId().arrival()).toList();
		store().storeAll(arrivals.subList(5, 20));

		var outcomes = store().storeAll(arrivals);

		for (int i = 0; i < 25; i++) {
			assertThat(outcomes.get(i)).isEqualTo(i >= 5 && i < 20 ? new Outcome.Redelivered() : new Outcome.Stored());
		}
		assertThat(list(byType()).documents()).hasSize(25);
	}

	@Test
	void takesTheSameEventTwiceInOneCall() {
		for (var spec : List.of(mine("doubled").generatedId(), mine("doubled-chosen"), made())) {
			assertThat(store().storeAll(List.of(spec.arrival(), spec.arrival()))).containsExactly(new Outcome.Stored(),
					new Outcome.Duplicate());
		}
		assertThat(list(byType()).documents()).hasSize(3);
	}

	/** As the intake makes them: the id names the very millisecond at which the event was received. */
	private TestEvents.Spec made() {
		long random = UUID.randomUUID().getMostSignificantBits() & 0xFFF;
		var id = new UUID(NOW.toEpochMilli() << 16 | 0x7000 | random, UUID.randomUUID().getLeastSignificantBits());
		return event(id.toString()).type("type-" + run).source("/source-" + run).generatedId();
	}

	@Test
	void neverPutsAnEventOverAnotherWhoseIdTheIntakeMade() {
		var made = made().data("1");
		assertThat(store(made)).isEqualTo(new Outcome.Stored());

		var copy = event(made.id()).type(made.type()).source(made.source()).data("2");
		for (var other : List.of(copy, copy.key("k"), copy.time(NOW.plusSeconds(1)), copy.key("k").time(Instant.EPOCH),
				copy.generatedId(), copy.generatedId().time(Instant.EPOCH))) {
			assertThat(store(other)).isEqualTo(new Outcome.Duplicate());
		}
		assertThat(store(copy.source("/other-" + run))).isEqualTo(new Outcome.Stored());
		assertThat(documents(list(byType()))).hasSize(2).anyMatch(text -> text.contains("\"data\":1"));
	}

	@Test
	void keepsAnEventWhoseIdTheIntakeMadeBehindACopyOfIt() {
		var made = made().data("1");
		var copy = event(made.id()).type(made.type()).source(made.source()).data("2").key("k").time(Instant.EPOCH);
		assertThat(store(copy.source("/other-" + run))).isEqualTo(new Outcome.Stored());
		assertThat(store(copy)).isEqualTo(new Outcome.Stored());

		assertThat(store(made)).isEqualTo(new Outcome.Duplicate());
		assertThat(list(byType()).documents()).hasSize(2);
	}

	@Test
	void holdsOneIdOfSeveralSourcesInOneMillisecond() {
		var sources = List.of("/a-" + run, "/b-" + run, "/c-" + run);
		for (String source : sources) {
			assertThat(store(mine("shared").source(source))).isEqualTo(new Outcome.Stored());
			assertThat(store(mine("shared").source(source))).isEqualTo(new Outcome.Duplicate());
		}

		assertThat(find("shared")).isEqualTo(new Lookup.Ambiguous(sources));
		for (String source : sources) {
			assertThat(document(queries().byId(run + "shared", Optional.of(source)))).contains(source);
		}
		assertThat(queries().byId(run + "shared", Optional.of("/d"))).isEqualTo(new Lookup.Unknown());
		assertThat(list(byType()).documents()).hasSize(3);
	}

	@Test
	void holdsEventsOfAnyTime() {
		for (String time : List.of("0000-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "1970-01-01T00:00:00Z",
				"9999-12-31T23:59:59.999Z")) {
			assertThat(store(mine(time).key("chosen").time(Instant.parse(time)))).isEqualTo(new Outcome.Stored());
			assertThat(find(time)).isInstanceOf(Lookup.Found.class);
		}
		assertThat(documents(list(byType()))).hasSize(4).first().asString().contains("9999");
	}

	@Test
	void holdsIdsOfAnyLetters() {
		for (String id : List.of("a/b", "..", "100%", "with space", "snow☃man", "#1", "x".repeat(900))) {
			assertThat(store(mine(id).key("letters"))).isEqualTo(new Outcome.Stored());
			assertThat(find(id)).isInstanceOf(Lookup.Found.class);
		}
	}

	@Test
	void listsNewestFirstByTypeAndSourceAndTime() {
		for (int i = 0; i < 20; i++) {
			store(mine("e" + i).time(NOW.plusMillis(i)).type("type-" + run + i % 2).source("/s" + run + i % 3));
		}
		var even = Optional.of("type-" + run + "0");
		var third = Optional.of("/s" + run + "0");
		var none = Optional.<Instant>empty();

		assertThat(ids(list(new Filter(even, Optional.empty(), none, none)))).containsExactly("e18", "e16", "e14",
				"e12", "e10", "e8", "e6", "e4", "e2", "e0");
		assertThat(ids(list(new Filter(Optional.empty(), third, none, none)))).containsExactly("e18", "e15", "e12",
				"e9", "e6", "e3", "e0");
		assertThat(ids(list(new Filter(even, third, none, none)))).containsExactly("e18", "e12", "e6", "e0");
		assertThat(ids(list(new Filter(even, Optional.empty(), Optional.of(NOW.plusMillis(4)),
				Optional.of(NOW.plusMillis(8)))))).containsExactly("e6", "e4");
		assertThat(ids(list(new Filter(even, Optional.empty(), Optional.of(NOW.plusMillis(8)),
				Optional.of(NOW.plusMillis(4)))))).isEmpty();
	}

	@Test
	void walksThroughManyEventsOfOneMillisecondMeetingEachOnce() {
		for (int from = 0; from < 300; from += 25) {
			store().storeAll(IntStream.range(from, from + 25)
					.mapToObj(i -> mine("m" + i).generatedId().arrival())
					.toList());
		}

		for (Order order : Order.values()) {
			assertThat(walk(byType(), order, 7)).hasSize(300).doesNotHaveDuplicates();
			assertThat(walk(byType(), order, 1000)).hasSize(300).doesNotHaveDuplicates();
		}
	}

	@Test
	void listsOldestFirstInTheVeryOppositeOrder() {
		IntStream.range(0, 40).forEach(i -> store(mine("e" + i).time(NOW.plusMillis(i))));
		List<String> newestFirst = walk(byType(), Order.NEWEST, 7);

		assertThat(walk(byType(), Order.OLDEST, 9)).hasSize(40).isEqualTo(newestFirst.reversed());
	}

	/** Writers that never rest, at times all over those that are walked through. */
	@ParameterizedTest
	@EnumSource
	void meetsAllThatWasStoredBeforeOnceWhileOthersStore(Order order) throws Exception {
		IntStream.range(0, 200).forEach(i -> store(mine("old" + i).time(NOW.plusMillis(i / 3))));
		var done = new AtomicBoolean();
		var stored = new AtomicInteger();
		try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int writer = 0; writer < 2; writer++) {
				writers.execute(() -> {
					while (!done.get()) {
						int number = stored.incrementAndGet();
						store(mine("new" + number).time(NOW.plusMillis(number * 7L % 70)));
					}
				});
			}
			Awaitility.await().until(() -> stored.get() > 0);
			List<String> met = walk(byType(), order, 9);
			done.set(true);

			assertThat(met).doesNotHaveDuplicates();
			assertThat(met.stream().filter(id -> id.startsWith("old"))).hasSize(200);
		} finally {
			done.set(true);
		}
	}

	@ParameterizedTest
	@EnumSource
	void walksOnUndisturbedByWhatArrives(Order order) {
		IntStream.range(0, 30).forEach(i -> store(mine("old" + i).time(NOW.plusMillis(i / 4))));
		var met = new ArrayList<String>();
		Optional<Place> place = Optional.empty();
		int arrivals = 0;
		do {
			var page = queries().list(byType(), order, place, 4);
			met.addAll(ids(page));
			store(mine("new" + arrivals).time(NOW.plusMillis(arrivals)));
			arrivals++;
			place = page.next();
		} while (place.isPresent());

		assertThat(met).doesNotHaveDuplicates();
		assertThat(met.stream().filter(id -> id.startsWith("old"))).hasSize(30);
	}

	@Test
	void listsWithoutAFilter() {
		store(mine("any").time(Instant.parse("9999-12-31T23:59:59.999Z")));

		assertThat(documents(queries().list(ALL, Order.NEWEST, Optional.empty(), 1000)))
				.anyMatch(text -> text.contains(run));
	}

	private Filter byType() {
		return new Filter(Optional.of("type-" + run), Optional.empty(), Optional.empty(), Optional.empty());
	}

	private Page list(Filter filter) {
		return queries().list(filter, Order.NEWEST, Optional.empty(), 100);
	}

	private List<String> walk(Filter filter, Order order, int limit) {
		var met = new ArrayList<String>();
		Optional<Place> place = Optional.empty();
		do {
			var page = queries().list(filter, order, place, limit);
			assertThat(page.documents().size()).isLessThanOrEqualTo(limit);
			met.addAll(ids(page));
			place = page.next();
		} while (place.isPresent());
		return met;
	}

	private List<String> ids(Page page) {
		return documents(page).stream().map(this::id).toList();
	}

	private String id(String document) {
		int from = document.indexOf("\"id\":\"" + run) + 6 + run.length();
		return document.substring(from, document.indexOf('"', from));
	}

	private static List<String> documents(Page page) {
		return page.documents().stream().map(bytes -> new String(bytes, UTF_8)).toList();
	}

	private static String document(Lookup lookup) {
		return lookup instanceof Lookup.Found(var bytes) ? new String(bytes, UTF_8) : lookup.toString();
	}
}
