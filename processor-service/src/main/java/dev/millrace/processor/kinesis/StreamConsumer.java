package dev.millrace.processor.kinesis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.WorkerStateChangeListener;

/**
 * Runs the library's scheduler from the start of the service to its end. It is the last to start and the first to stop,
 * so that the table can be asked all the while.
 */
final class StreamConsumer implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(StreamConsumer.class);
	/** For the library to let go of its leases after a batch was given up, and to hand them over. */
	private static final Duration RELEASE = Duration.ofSeconds(2);

	private final Schedulers schedulers;
	private final WorkerStateChangeListener listener;
	private final Leases leases;
	private final Duration drain;
	private final Consumer<Throwable> broken;
	private volatile Optional<Scheduler> scheduler = Optional.empty();
	private volatile boolean running;

	/** @param broken ends the process: a worker without its scheduler would be deaf */
	StreamConsumer(Schedulers schedulers, WorkerStateChangeListener listener, Leases leases, Duration drain,
			Consumer<Throwable> broken) {
		this.schedulers = schedulers;
		this.listener = listener;
		this.leases = leases;
		this.drain = drain;
		this.broken = broken;
	}

	/** The scheduler is made here: it starts threads at once, which would outlive a service that failed to start. */
	@Override
	public void start() {
		Scheduler made = schedulers.scheduler(listener);
		leases.coordinatedBy(made.leaseCoordinator());
		scheduler = Optional.of(made);
		running = true;
		Thread.ofPlatform().name("stream-consumer").start(() -> consume(made));
	}

	private void consume(Scheduler made) {
		try {
			schedulers.firstLeases().write(made);
			made.run();
			if (running) {
				broken.accept(new IllegalStateException("the scheduler ended by itself"));
			}
		} catch (RuntimeException | Error e) {
			broken.accept(e);
		}
	}

	/** Lets batches end and be checkpointed, gives up those that take too long, and hands the leases over. */
	@Override
	public void stop() {
		running = false;
		scheduler.ifPresent(this::stop);
	}

	private void stop(Scheduler made) {
		leases.drain();
		Future<Boolean> stopped = made.startGracefulShutdown();
		if (!within(drain, stopped)) {
			log.warn("A batch did not end within {}; it is left to the next worker", drain);
			leases.giveUp();
			if (!within(RELEASE, stopped) && !within(RELEASE, begun(made::shutdown))) {
				log.warn(
						"The library waits for AWS to begin, and does not listen meanwhile; it ends with this process");
			}
		}
		if (!within(RELEASE, begun(new HandOver(made.leaseCoordinator())::run))) {
			log.warn("The leases were not given up within {}, so others wait until they expire", RELEASE);
		}
	}

	/** In a thread of its own: the library stops in those that all share, and may keep them waiting. */
	private static Future<Void> begun(Runnable work) {
		return CompletableFuture.runAsync(work, Thread::startVirtualThread);
	}

	private static boolean within(Duration time, Future<?> stopped) {
		try {
			stopped.get(time.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		} catch (TimeoutException _) {
			return false;
		} catch (ExecutionException e) {
			log.warn("The leases were not released in order", e);
			return true;
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public boolean isRunning() {
		return running;
	}
}
