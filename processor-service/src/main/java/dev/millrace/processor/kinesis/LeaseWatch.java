package dev.millrace.processor.kinesis;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Looks at the leases from time to time; each look reads the lease table once, which holds one small item a shard. */
final class LeaseWatch implements AutoCloseable {

	private final ScheduledExecutorService looks = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("lease-watch").factory());

	private final ScheduledFuture<?> looking;

	LeaseWatch(Runnable look, Duration every) {
		looking = looks.scheduleWithFixedDelay(look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void close() {
		looking.cancel(true);
		looks.shutdownNow();
	}
}
