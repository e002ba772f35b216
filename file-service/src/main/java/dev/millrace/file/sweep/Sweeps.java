package dev.millrace.file.sweep;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Sweeps while the service runs. */
final class Sweeps implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Sweeps.class);

	private final Latecomers latecomers;
	private final Walk walk;
	private final SweepSettings settings;
	private @Nullable ScheduledExecutorService threads;

	Sweeps(Latecomers latecomers, Walk walk, SweepSettings settings) {
		this.latecomers = latecomers;
		this.walk = walk;
		this.settings = settings;
	}

	@Override
	public synchronized void start() {
		var started = Executors.newScheduledThreadPool(2, Thread.ofPlatform().name("sweep-", 1).daemon().factory());
		every(started, settings.every(), latecomers::sweep);
		every(started, settings.wholeEvery(), walk::walk);
		threads = started;
	}

	@Override
	public synchronized void stop() {
		if (threads != null) {
			threads.shutdownNow();
			threads = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return threads != null;
	}

	private static void every(ScheduledExecutorService threads, Duration pause, Sweep sweep) {
		var _ = threads.scheduleWithFixedDelay(() -> {
			try {
				sweep.run();
			} catch (InterruptedException _) {
				Thread.currentThread().interrupt();
			} catch (RuntimeException e) {
				log.warn("A sweep ended early, and begins again in {}: {}", pause, e.toString());
			}
		}, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
	}

	private interface Sweep {
		void run() throws InterruptedException;
	}
}
