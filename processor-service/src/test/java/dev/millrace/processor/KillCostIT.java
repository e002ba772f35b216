package dev.millrace.processor;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.millrace.testing.LocalCloud;
import dev.millrace.testing.Platform;

import static org.assertj.core.api.Assertions.assertThat;

/** Counts, so it has a stream of its own. */
class KillCostIT {

	@RegisterExtension
	static final LocalCloud CLOUD = new LocalCloud();

	private static final String SECRET = "a secret of the tests, 32 characters or more";
	private static final int EVENTS = 12_000;
	private static final Duration ARRIVAL = Duration.ofSeconds(90);

	@BeforeAll
	static void makeThePlatform() {
		Platform.makeAt(CLOUD.endpoint());
	}

	/** What lies between two checkpoints: less than 1,000 records, and the part of at most as many that was under way. */
	@Test
	void aKillCostsNoMoreThanWhatIsNotCheckpointed() throws Exception {
		var events = new EventsOfType(CLOUD.endpoint());
		events.put(EVENTS);
		try (Service first = new Service(CLOUD.endpoint(), SECRET).awaitReady()) {
			Awaitility.await()
					.atMost(ARRIVAL)
					.pollInterval(Duration.ofMillis(50))
					.until(() -> !events.listed(first).isEmpty());
			first.kill();
		}
		try (Service second = new Service(CLOUD.endpoint(), SECRET).awaitReady()) {
			events.awaitListed(second, EVENTS);
			double redelivered = second.meter("millrace_processor_redelivered_events_total");
			System.out.printf("%n%.0f of %,d events were delivered again after kill -9, of 2 shards%n", redelivered,
					EVENTS);
			assertThat(redelivered).isBetween(0.0, 2.0 * 2000);
			assertThat(second.meter("millrace_processor_dead_lettered_events_total")).isZero();
			assertThat(second.meter("millrace_processor_leases")).isEqualTo(2);
			assertThat(second.meter("millrace_processor_unread_shards")).isZero();
		}
	}
}
