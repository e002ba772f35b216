package dev.millrace.processor.kinesis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.leases.Lease;

/**
 * Takes over what nobody has renewed for longer than the fail-over. That is the leader's work; but where it was the leader
 * that died, the library first waits until it counts as dead, and only then begins to wait for the leases.
 */
final class ExpiredLeases {

	private static final Logger log = LoggerFactory.getLogger(ExpiredLeases.class);

	private final Supplier<Collection<Lease>> all;
	private final Consumer<Lease> take;
	private final Duration limit;
	private final Renewals renewals;

	/**
	 * @param all the leases of all workers
	 * @param take makes a lease this worker's, unless it has changed meanwhile
	 * @param limit more than the fail-over, so that a leader that is there comes first and shares out evenly
	 */
	ExpiredLeases(Supplier<Collection<Lease>> all, Consumer<Lease> take, Duration limit, InstantSource clock) {
		this.all = all;
		this.take = take;
		this.limit = limit;
		this.renewals = new Renewals(clock);
	}

	/** To be called several times within the limit. */
	void look() {
		try {
			renewals.unrenewed(all.get(), limit).forEach(take);
		} catch (RuntimeException e) {
			log.warn("Which leases have expired is not known at the moment: {}", e.getMessage());
		}
	}
}
