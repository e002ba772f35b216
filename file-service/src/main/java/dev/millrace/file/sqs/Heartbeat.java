package dev.millrace.file.sqs;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.file.Unavailable;

/** Renews messages while they are worked on, so that none comes to somebody else meanwhile. */
final class Heartbeat implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

	private final Queue queue;
	private final Duration visibility;
	private final ScheduledExecutorService timer = Executors
			.newScheduledThreadPool(1, Thread.ofPlatform().name("heartbeat").daemon().factory());

	Heartbeat(Queue queue, Duration visibility) {
		this.queue = queue;
		this.visibility = visibility;
	}

	/** Beats until it is closed. */
	Beat of(String receipt) {
		long every = visibility.toMillis() / 3;
		var beats = timer.scheduleAtFixedRate(() -> renew(receipt), every, every, TimeUnit.MILLISECONDS);
		return () -> beats.cancel(false);
	}

	private void renew(String receipt) {
		try {
			String url = queue.url();
			queue.ask(sqs -> sqs.changeMessageVisibility(change -> change.queueUrl(url)
					.receiptHandle(receipt)
					.visibilityTimeout(Math.toIntExact(visibility.toSeconds()))));
		} catch (Unavailable e) {
			log.warn("A message could not be renewed: {}", e.getMessage());
		}
	}

	@Override
	public void close() {
		timer.shutdownNow();
	}

	/** One message's. */
	interface Beat extends AutoCloseable {
		@Override
		void close();
	}
}
