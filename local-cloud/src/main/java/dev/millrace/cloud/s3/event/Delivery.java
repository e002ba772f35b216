package dev.millrace.cloud.s3.event;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.cloud.sqs.NoSuchQueueException;
import dev.millrace.cloud.sqs.Queues;

/** Sends what is in the outbox, in its order, until the queue has it. */
final class Delivery {
	private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
	private static final Duration PAUSE = Duration.ofMillis(500);

	private final BlockingQueue<Path> waiting = new LinkedBlockingQueue<>();
	private final Outbox outbox;
	private final Queues queues;
	private final Thread thread = Thread.ofVirtual().name("s3-events").unstarted(this::run);

	Delivery(Outbox outbox, Queues queues) {
		this.outbox = outbox;
		this.queues = queues;
	}

	void start() {
		thread.start();
	}

	/** What has not been sent stays in the outbox. */
	void stop() throws InterruptedException {
		thread.interrupt();
		thread.join();
	}

	void add(Path event) {
		waiting.add(event);
	}

	private void run() {
		try {
			while (true) {
				var event = waiting.take();
				while (!sent(event)) {
					Thread.sleep(PAUSE);
				}
				outbox.delete(event);
			}
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean sent(Path event) throws InterruptedException {
		var message = outbox.message(event);
		try {
			queues.send(message.queue(), message.body());
			return true;
		} catch (NoSuchQueueException e) {
			// As S3 does: a destination that is gone loses its events.
			LOG.warn("An event is dropped: {}", e.getMessage());
			return true;
		} catch (IOException e) {
			LOG.warn("An event could not be sent and is tried again: {}", e.toString());
			return false;
		}
	}
}
