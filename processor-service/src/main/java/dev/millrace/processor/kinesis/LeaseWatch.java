package dev.millrace.processor.kinesis;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the leases from time to time; each look reads the lease table once, which holds one small item a shard. */
final class LeaseWatch implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(LeaseWatch.class);

	private final ScheduledExecutorService looks = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("lease-watch").factory());

	private final ScheduledFuture<?> looking;

	LeaseWatch(Runnable look, Duration every) {
		looking = looks.scheduleWithFixedDelay(() -> outlived(look), every.toMillis(), every.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	/** An executor lets go silently of what has thrown once. */
	private static void outlived(Runnable look) {
		try {
			look.run();
		} catch (RuntimeException | Error e) {
			log.error("A look at the leases failed; the next one comes all the same", e);
		}
	}

	@Override
	public void close() {
		looking.cancel(true);
		looks.shutdownNow();
	}
}
