package dev.millrace.system.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.millrace.system.RunningPlatform;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Faults of every kind under load, in rounds of three at a time that are drawn from a seed. In the end each event with a
 * receipt is visible once or among the dead letters. The full run is {@code -Dmillrace.faults=1000
 * -Dmillrace.events=1000000}; a run is repeated with {@code -Dmillrace.seed}.
 */
class FaultsIT {

	private static final int FAULTS = Integer.getInteger("millrace.faults", 12);
	private static final int EVENTS = Integer.getInteger("millrace.events", 4000);
	private static final long SEED = Long.getLong("millrace.seed", System.nanoTime());

	/** Closed after the platform, which needs it to the end. */
	@RegisterExtension
	@Order(1)
	static final FaultyTable table = new FaultyTable(() -> FaultsIT.platform.cloud(), new Random(SEED));

	@RegisterExtension
	@Order(2)
	static final RunningPlatform platform = new RunningPlatform(
			Map.of("JAVA_TOOL_OPTIONS", "-Daws.endpointUrlDynamoDb=" + table.address(), "MILLRACE_RESTART_AT_ONCE",
					"true"));

	private final Random random = new Random(SEED);
	private final Oracle oracle = new Oracle();
	private final Mischief mischief = new Mischief(platform, table, random);

	@Test
	void whateverFailsEachReceiptHasItsEvent() throws Exception {
		long from = System.nanoTime();
		try (var load = new Load(platform, oracle)) {
			List<List<Fault>> rounds = new Plan(random).rounds(FAULTS);
			for (List<Fault> faults : rounds) {
				suffer(faults, load, EVENTS / rounds.size());
			}
			System.out.printf("%d faults and %d receipts in %d s, seed %d%n", mischief.count(), oracle.accepted(),
					since(from).toSeconds(), SEED);
			awaitAll(load);
		} finally {
			print(since(from));
		}
		assertThat(oracle.whichAreLost()).as("lost, seed %d", SEED).isEmpty();
		assertThat(oracle.visibleTwice()).as("visible twice, seed %d", SEED).isEmpty();
		assertThat(oracle.corrupt()).as("not what was sent, seed %d", SEED).isEmpty();
		assertThat(oracle.wronglyJudged()).as("good and dead-lettered, or bad and stored, seed %d", SEED).isEmpty();
	}

	/** Stream and table fail from the first event on; what dies or is resharded does so under way. */
	private void suffer(List<Fault> faults, Load load, int events) throws Exception {
		faults.stream().filter(fault -> !fault.isOfThePlatform()).forEach(mischief::begin);
		var requests = load.send(events);
		faults.stream().filter(Fault::isOfThePlatform).forEach(mischief::begin);
		for (Future<?> request : requests) {
			request.get();
		}
		mischief.heal();
	}

	/** Looks at few as long as those are not there: the looks take the time of the writes that they wait for. */
	private void awaitAll(Load load) {
		Duration limit = Duration.ofSeconds(180 + EVENTS / 50);
		long from = System.nanoTime();
		for (String id : oracle.some(100)) {
			Awaitility.await("%s, seed %d".formatted(id, SEED))
					.atMost(limit.minus(since(from)))
					.pollDelay(Duration.ZERO)
					.pollInterval(Duration.ofSeconds(1))
					.until(() -> load.isVisible(id));
		}
		Awaitility.await("every receipt has its event, seed " + SEED)
				.atMost(limit)
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofSeconds(3))
				.until(() -> isAllThere(load));
	}

	private boolean isAllThere(Load load) {
		load.walk("/v1/dead-letters?limit=1000", "deadLetters",
				letter -> oracle.deadLettered(letter.at("/event/id").asString()));
		oracle.look();
		load.walk("/v1/events?type=faults&limit=1000", "events",
				event -> oracle.saw(event.get("id").asString(), event.get("data").asString()));
		return oracle.lost() == 0;
	}

	private static Duration since(long from) {
		return Duration.ofNanos(System.nanoTime() - from);
	}

	private void print(Duration took) {
		var table = new StringBuilder(
				"%n| faults | seed %d, %d s |%n| --- | --- |%n".formatted(SEED, took.toSeconds()));
		mischief.done().forEach((fault, times) -> table.append("| %s | %d |%n".formatted(fault, times)));
		table.append("| faults in all | %d |%n".formatted(mischief.count()))
				.append("| calls to the table that failed | %d |%n".formatted(FaultsIT.table.failed()))
				.append("| accepted | %d |%n".formatted(oracle.accepted()))
				.append("| stored | %d |%n".formatted(oracle.stored()))
				.append("| dead-lettered | %d |%n".formatted(oracle.deadLettered()))
				.append("| lost | %d |%n".formatted(oracle.lost()))
				.append("| visible twice | %d |%n".formatted(oracle.visibleTwice().size()))
				.append("| not what was sent | %d |%n".formatted(oracle.corrupt().size()));
		System.out.println(table);
	}
}
