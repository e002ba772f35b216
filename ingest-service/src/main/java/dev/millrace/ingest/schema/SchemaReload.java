package dev.millrace.ingest.schema;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Has the schemas look for changes again and again. */
final class SchemaReload implements AutoCloseable {

	private final ScheduledExecutorService timer = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("schemas").factory());

	SchemaReload(Runnable reload, Duration pause) {
		var _ = timer.scheduleWithFixedDelay(reload, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void close() {
		timer.shutdownNow();
	}
}
