package dev.millrace.file.sqs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.file.Duty;
import dev.millrace.file.Fault;
import dev.millrace.file.Generation;
import dev.millrace.file.Keys;
import dev.millrace.file.MemoryWorld;
import dev.millrace.file.Sequencer;
import dev.millrace.inspection.Inspection;
import dev.millrace.inspection.Inspector;

import static org.assertj.core.api.Assertions.assertThat;

/** Long files and short ones in one queue. */
class ConsumerTests {

	private static final int WORKERS = 4;
	private static final int VISIBILITY = 3_600;
	private static final Duration LONG = Duration.ofSeconds(30);

	private final MemoryWorld world = new MemoryWorld();
	private final MemoryQueue queue = new MemoryQueue();
	private final Set<String> longOnes = ConcurrentHashMap.newKeySet();
	private final CountDownLatch end = new CountDownLatch(1);
	private final AtomicInteger atOnce = new AtomicInteger();
	private final AtomicInteger mostAtOnce = new AtomicInteger();
	private Consumer consumer;

	@BeforeEach
	void begin(@TempDir Path directory) {
		var named = new Queue(queue, "q");
		var settings = new QueueSettings("q", "d", WORKERS, Duration.ofSeconds(VISIBILITY), Duration.ZERO);
		consumer = new Consumer(named, world.processing(new Slow(), directory), world.intake(),
				new Heartbeat(named, settings.visibility()), new LongFiles(MemoryWorld.settings(directory)), settings);
		consumer.start();
	}

	@AfterEach
	void end() {
		end.countDown();
		consumer.stop();
	}

	@Test
	void longFilesKeepNoShortOneWaitingAndAreAllLookedIntoInTheEnd() {
		var longFiles = add(WORKERS + 2, 64 << 20);
		var shortFiles = add(20, 1);
		Awaitility.await().atMost(LONG).until(() -> queue.deleted.containsAll(shortFiles));
		assertThat(queue.deleted).doesNotContainAnyElementsOf(longFiles);

		end.countDown();
		Awaitility.await().atMost(LONG).until(() -> queue.deleted.containsAll(longFiles));
		assertThat(mostAtOnce).hasValue(1);
		assertThat(queue.putBack).isEmpty();
	}

	@Test
	void whoFindsTheLineFullComesAgainLater() {
		var longFiles = add(14, 64 << 20);
		Awaitility.await().atMost(LONG).until(() -> queue.putBack.size() == 3);
		assertThat(queue.putBack).containsOnly(5 * VISIBILITY);
		end.countDown();
		Awaitility.await().atMost(LONG).until(() -> queue.deleted.size() == 11);
		assertThat(longFiles).containsAll(queue.deleted);
	}

	@Test
	void whoWaitsWhenTheServiceStopsGoesBackAtOnce() {
		add(WORKERS, 64 << 20);
		Awaitility.await().atMost(LONG).until(() -> atOnce.get() == 1);
		consumer.stop();
		assertThat(queue.deleted).isEmpty();
		assertThat(queue.putBack).hasSize(WORKERS).containsOnly(0);
	}

	/** As people do it with the console of SQS. */
	@Test
	void aDeadLetterThatIsMovedBackIsRedriven() {
		var claimed = world.processing();
		var failed = world.row(claimed.failed(new Fault("sandbox-broken", ""), world.instant()).done(Duty.DEAD_LETTER));
		new SqsDeadLetters(new Queue(queue, "q")).add(failed);
		Awaitility.await().atMost(LONG).until(() -> queue.deleted.size() == 1);
		assertThat(world.brought).containsExactly(failed.id() + " 1A");
		assertThat(queue.putBack).isEmpty();
	}

	private List<String> add(int files, long bytes) {
		var ids = new ArrayList<String>();
		for (int i = 0; i < files; i++) {
			String id = world.uploading(Optional.empty()).id();
			world.object(Keys.content(id));
			if (bytes > 1) {
				longOnes.add(Keys.content(id));
			}
			queue.add(id, S3Events.of("b", id,
					Generation.told(new Sequencer("1A"), Optional.empty(), bytes, Optional.empty())));
			ids.add(id);
		}
		return ids;
	}

	/** Long files end when the test says so. */
	private final class Slow implements Inspector {

		@Override
		public Inspection inspect(Path content, Path workspace) throws InterruptedException {
			if (longOnes.contains(key(content))) {
				mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
				try {
					end.await();
				} finally {
					atOnce.decrementAndGet();
				}
			}
			return new Inspection.Unsupported("application/octet-stream");
		}

		private static String key(Path content) {
			try {
				return Files.readString(content);
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}

		@Override
		public void close() {}
	}
}
