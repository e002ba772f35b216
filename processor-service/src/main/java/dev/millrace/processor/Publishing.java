package dev.millrace.processor;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.event.Event;
import dev.millrace.processor.ProcessorMeter.Again;

/**
 * Publishes what a batch stored, before the batch may be checkpointed. A bus that does not take it stops the shard: going on
 * would leave whoever listens without an event that is in the table.
 */
final class Publishing {

	private static final Logger log = LoggerFactory.getLogger(Publishing.class);

	private final Publisher publisher;
	private final Pauses pauses;
	private final ProcessorMeter meter;

	Publishing(Publisher publisher, Pauses pauses, ProcessorMeter meter) {
		this.publisher = publisher;
		this.pauses = pauses;
		this.meter = meter;
	}

	/** @throws LeaseLost if the lease ended before all were taken */
	void publish(List<Event> events, Lease lease) {
		List<Event> left = events;
		for (int attempt = 1; !left.isEmpty(); attempt++) {
			lease.require();
			left = publisher.publish(left);
			if (!left.isEmpty()) {
				log.warn("{} events were not published, attempt {}; their shard stands still", left.size(), attempt);
				meter.again(Again.PUBLISH);
				pauses.afterAttempt(attempt, lease);
			}
		}
	}
}
