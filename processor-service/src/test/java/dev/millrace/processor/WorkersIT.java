package dev.millrace.processor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ScalingType;

import dev.millrace.testing.LocalCloud;
import dev.millrace.testing.Platform;

/** Workers join, leave and die; the shards are shared out among those that are left. What it takes is printed. */
class WorkersIT {

	@RegisterExtension
	static final LocalCloud CLOUD = new LocalCloud();

	private static final String SECRET = "a secret of the tests, 32 characters or more";
	private static final Duration LIMIT = Duration.ofMinutes(2);

	private final List<String> took = new ArrayList<>();

	@BeforeAll
	static void makeThePlatform() {
		Platform.makeAt(CLOUD.endpoint());
	}

	private static Service worker(String name) {
		return new Service(CLOUD.endpoint(), SECRET, name);
	}

	private static int leases(Service worker) throws Exception {
		return (int) worker.meter("millrace_processor_leases");
	}

	private void await(String what, Callable<Boolean> condition) {
		long from = System.nanoTime();
		Awaitility.await(what)
				.atMost(LIMIT)
				.pollInterval(Duration.ofMillis(50))
				.pollDelay(Duration.ZERO)
				.until(condition);
		took.add("%s: %.1f s".formatted(what, (System.nanoTime() - from) / 1e9));
	}

	@Test
	void shareTheShardsWhoeverComesAndGoes() throws Exception {
		try (Service first = worker("first")) {
			await("a first worker, from JVM start to both of 2 shards read, no leases",
					() -> first.awaitReady() == first && leases(first) == 2);
			try (Service second = worker("second").awaitReady()) {
				await("a second is ready; each has one", () -> leases(first) == 1 && leases(second) == 1);
				reshard(4);
				await("4 shards; each has two of the new ones", () -> leases(first) == 2 && leases(second) == 2);
				try (Service third = worker("third").awaitReady()) {
					await("a third is ready; none has more than two",
							() -> leases(third) >= 1 && leases(first) + leases(second) + leases(third) == 4);
					third.kill();
					await("it is killed; the others have all of its (failover 5 s)",
							() -> leases(first) + leases(second) == 4);
				}
				second.terminate();
				await("the second has left in order; the first has all", () -> leases(first) == 4);
			}
			try (Service again = worker("second")) {
				await("a worker, from JVM start to a shard read, leases there",
						() -> again.awaitReady() == again && leases(again) >= 1);
			}
		} finally {
			System.out.println(String.join(System.lineSeparator(), took));
		}
	}

	private static void reshard(int shards) {
		try (var kinesis = KinesisClient.builder()
				.endpointOverride(CLOUD.endpoint())
				.region(Region.US_EAST_1)
				.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
				.build()) {
			kinesis.updateShardCount(update -> update.streamName("millrace-events")
					.targetShardCount(shards)
					.scalingType(ScalingType.UNIFORM_SCALING));
		}
	}
}
