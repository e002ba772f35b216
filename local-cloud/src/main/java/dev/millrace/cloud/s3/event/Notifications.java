package dev.millrace.cloud.s3.event;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;

import org.gaul.s3proxy.blobstore.BlobStore;

import dev.millrace.cloud.s3.protocol.S3Error;
import dev.millrace.cloud.sqs.NoSuchQueueException;
import dev.millrace.cloud.sqs.Queues;

/** The way from a changed object to a queue. */
public final class Notifications {
	private final Queues queues;
	private final InstantSource clock;
	private final Delivery delivery;
	private final ObjectEvents events;

	private Notifications(Queues queues, InstantSource clock, Delivery delivery, ObjectEvents events) {
		this.queues = queues;
		this.clock = clock;
		this.delivery = delivery;
		this.events = events;
	}

	/**
	 * Sends nothing until it is started.
	 *
	 * @param directory where what is not sent yet lies
	 * @param rules of each bucket, by name
	 * @param forget what else is known of a bucket that goes
	 */
	public static Notifications in(Path directory, Queues queues, Function<String, Rules> rules,
			Consumer<String> forget, InstantSource clock) throws IOException {
		var outbox = new Outbox(directory);
		var delivery = new Delivery(outbox, queues);
		return new Notifications(queues, clock, delivery, new ObjectEvents(outbox, rules, forget, delivery, clock));
	}

	public ObjectEvents events() {
		return events;
	}

	/** Takes up what an earlier run has left. */
	public void start(BlobStore objects) {
		events.recover(objects);
		delivery.start();
	}

	public void stop() throws InterruptedException {
		delivery.stop();
	}

	/** Sends s3:TestEvent to each queue, as S3 does when it is given a configuration. Throws S3Error where one is not there. */
	public void test(String bucket, Rules rules) throws IOException, InterruptedException {
		for (var queue : rules.rules().stream().map(Rules.Rule::queue).distinct().toList()) {
			try {
				queues.send(queue, EventBody.test(bucket, clock.instant()));
			} catch (NoSuchQueueException _) {
				throw S3Error.invalidArgument("Unable to validate the following destination configurations: " + queue);
			}
		}
	}
}
