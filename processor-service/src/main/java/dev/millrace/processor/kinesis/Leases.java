package dev.millrace.processor.kinesis;

import java.util.Optional;
import java.util.UUID;

import software.amazon.kinesis.leases.LeaseCoordinator;

import dev.millrace.processor.Lease;

/**
 * The leases of this worker. The library tells a shard that its lease is lost only when its batch has ended; a batch that
 * waits for the table must know sooner.
 */
final class Leases {

	private volatile Optional<LeaseCoordinator> coordinator = Optional.empty();
	private volatile boolean draining;
	private volatile boolean givenUp;
	private volatile boolean anyTaken;

	void coordinatedBy(LeaseCoordinator held) {
		coordinator = Optional.of(held);
	}

	/** Lets the records that are being worked on end, and no others begin. */
	void drain() {
		draining = true;
	}

	boolean isDraining() {
		return draining;
	}

	/** Ends all leases as far as the work on batches goes. */
	void giveUp() {
		givenUp = true;
	}

	/** Whether this worker has read a shard since it began. */
	boolean anyTaken() {
		return anyTaken;
	}

	/** The lease on a shard as it is held now; when it is lost and taken anew, that is another lease. */
	Lease of(String shard) {
		anyTaken = true;
		Optional<UUID> token = token(shard);
		return () -> !givenUp && token.isPresent() && token.equals(token(shard));
	}

	private Optional<UUID> token(String shard) {
		return coordinator
				.flatMap(leases -> Optional.ofNullable(leases.getCurrentlyHeldLease(shard)))
				.map(lease -> lease.concurrencyToken());
	}
}
