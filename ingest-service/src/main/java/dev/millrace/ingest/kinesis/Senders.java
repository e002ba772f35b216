package dev.millrace.ingest.kinesis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that send. Closing them waits for what is still on its way. */
final class Senders implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(Senders.class);
	private static final Duration LOOK = Duration.ofMillis(20);

	private final Lanes lanes;
	private final Duration closeWithin;
	private final List<Thread> threads;

	Senders(Lanes lanes, Sender sender, int count, Duration closeWithin) {
		this.lanes = lanes;
		this.closeWithin = closeWithin;
		this.threads = IntStream.range(0, count)
				.mapToObj(i -> Thread.ofPlatform().name("sender-" + i).start(() -> run(sender)))
				.toList();
	}

	private static void run(Sender sender) {
		while (!Thread.currentThread().isInterrupted()) {
			try {
				sender.sendNext();
			} catch (InterruptedException _) {
				Thread.currentThread().interrupt();
			} catch (RuntimeException | Error e) {
				log.error("A sender failed and goes on", e); // Its end would leave the stream one call fewer, for good.
			}
		}
	}

	/** Called when the web server has answered its last request; then nothing is open but what its client left behind. */
	@Override
	public void close() {
		long end = System.nanoTime() + closeWithin.toNanos();
		while (lanes.open() > 0 && System.nanoTime() < end) {
			LockSupport.parkNanos(LOOK.toNanos());
		}
		if (lanes.open() > 0) {
			log.warn("{} events were not confirmed by the stream before the end; no client was told that they were",
					lanes.open());
		}
		threads.forEach(Thread::interrupt);
	}
}
