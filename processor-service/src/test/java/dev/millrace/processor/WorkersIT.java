package dev.millrace.processor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kinesis.model.ScalingType;

import dev.millrace.testing.LocalCloud;
import dev.millrace.testing.Platform;

/**
 * Workers join, leave and die; the shards are shared out among those that are left, and what was put in meanwhile is read.
 * What it takes is printed.
 */
class WorkersIT {

	@RegisterExtension
	static final LocalCloud CLOUD = new LocalCloud();

	private static final String SECRET = "a secret of the tests, 32 characters or more";
	private static final Duration LIMIT = Duration.ofMinutes(2);
	private static final int EVENTS = 400;

	private final List<String> took = new ArrayList<>();
	private final List<EventsOfType> put = new ArrayList<>();

	@BeforeAll
	static void makeThePlatform() {
		Platform.makeAt(CLOUD.endpoint());
	}

	private static Service worker(String name) {
		return new Service(CLOUD.endpoint(), SECRET, name);
	}

	/** How many shards a worker reads; none where it does not answer yet. */
	private static int reads(Service worker) throws InterruptedException {
		try {
			return (int) worker.meter("millrace_processor_leases");
		} catch (IOException _) {
			return 0;
		}
	}

	private void await(String what, Callable<Boolean> condition) {
		long from = System.nanoTime();
		Awaitility.await(what)
				.atMost(LIMIT)
				.pollInterval(Duration.ofMillis(50))
				.pollDelay(Duration.ZERO)
				.until(condition);
		took.add("%5.1f s: %s".formatted((System.nanoTime() - from) / 1e9, what));
	}

	private void putEvents() {
		var events = new EventsOfType(CLOUD.endpoint());
		events.put(EVENTS);
		put.add(events);
	}

	@Test
	void shareTheShardsWhoeverComesAndGoes() throws Exception {
		try (Service first = worker("first")) {
			await("a first worker, from JVM start to both shards read, no leases there", () -> reads(first) == 2);
			putEvents();
			try (Service second = worker("second")) {
				await("a second one, from JVM start to a shard read, leases there",
						() -> reads(second) == 1 && reads(first) == 1);
				reshard(3);
				try (Service third = worker("third")) {
					await("2 shards have become 3; each reads some",
							() -> reads(first) >= 1 && reads(second) >= 1 && reads(first) + reads(second) == 3);
					putEvents();
					await("a third one, from JVM start to a shard read; each reads one",
							() -> reads(first) == 1 && reads(second) == 1 && reads(third) == 1);
					first.kill();
					putEvents();
					await("the first, their leader, is killed; the others read all of its shards (failover 5 s)",
							() -> reads(second) + reads(third) == 3);
					long leaves = second.terminate().toMillis();
					await("the second has left in order, %d ms after SIGTERM; the third reads all shards"
							.formatted(leaves),
							() -> reads(third) == 3);
					third.awaitReady();
					putEvents();
					put.forEach(events -> events.awaitListed(third, EVENTS));
				}
			}
		} finally {
			System.out.println(String.join(System.lineSeparator(), took));
		}
	}

	private static void reshard(int shards) {
		try (var kinesis = EventsOfType.kinesis(CLOUD.endpoint())) {
			kinesis.updateShardCount(update -> update.streamName(EventsOfType.STREAM)
					.targetShardCount(shards)
					.scalingType(ScalingType.UNIFORM_SCALING));
		}
	}
}
