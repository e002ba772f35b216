package dev.millrace.processor.kinesis;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Looks for unread shards from time to time; each look reads the lease table once, which holds one small item a shard. */
final class LeaseWatch implements AutoCloseable {

	private static final Duration EVERY = Duration.ofSeconds(15);

	private final ScheduledExecutorService looks = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("lease-watch").factory());

	private final ScheduledFuture<?> looking;

	LeaseWatch(UnreadShards shards) {
		looking = looks.scheduleWithFixedDelay(shards::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void close() {
		looking.cancel(true);
		looks.shutdownNow();
	}
}
