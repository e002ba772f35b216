package dev.millrace.web.life;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * The first that stops: readiness goes off at once, and for a while requests are answered as ever, each with the wish that
 * its connection be closed. Only then does the web server stop to listen, so that no client meets a door that has just shut.
 */
final class Farewell implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Farewell.class);

	private final Duration delay;
	private final ApplicationContext service;
	private volatile boolean running;
	private volatile boolean leaving;

	Farewell(Duration delay, ApplicationContext service) {
		this.delay = delay;
		this.service = service;
	}

	/** Whether clients are to look for another instance. */
	boolean isLeaving() {
		return leaving;
	}

	@Override
	public void start() {
		running = true;
	}

	@Override
	public void stop(Runnable next) {
		leaving = true;
		running = false;
		AvailabilityChangeEvent.publish(service, ReadinessState.REFUSING_TRAFFIC);
		log.info("Stopping: requests are taken for {} more", delay);
		// In a thread of its own: a library that is stopping may hold those that all share.
		CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
				.execute(next);
	}

	@Override
	public void stop() {
		throw new UnsupportedOperationException("it is stopped with what comes next");
	}

	@Override
	public boolean isRunning() {
		return running;
	}

	/** Before all others, the web server among them. */
	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}
}
