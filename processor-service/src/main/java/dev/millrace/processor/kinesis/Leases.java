package dev.millrace.processor.kinesis;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.common.HashKeyRangeForLease;
import software.amazon.kinesis.leases.LeaseCoordinator;
import software.amazon.kinesis.leases.exceptions.LeasingException;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

import dev.millrace.processor.Checkpointed;
import dev.millrace.processor.Lease;
import dev.millrace.processor.ProcessorMeter;
import dev.millrace.processor.Unavailable;

/**
 * The leases of this worker. The library tells a shard that its lease is lost only when its batch has ended; a batch that
 * waits for the table must know sooner.
 */
final class Leases implements Checkpointed {

	private static final Logger log = LoggerFactory.getLogger(Leases.class);

	private final ProcessorMeter meter;
	private final Map<String, Progress> reading = new ConcurrentHashMap<>();
	private volatile Optional<LeaseCoordinator> coordinator = Optional.empty();
	private volatile boolean draining;
	private volatile boolean givenUp;
	private volatile boolean anyTaken;

	Leases(ProcessorMeter meter) {
		this.meter = meter;
	}

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

	/** The part of the hash range that a shard holds, as far as its lease tells. */
	Optional<HashKeyRangeForLease> rangeOf(String shard) {
		return held(shard).map(software.amazon.kinesis.leases.Lease::hashKeyRangeForLease);
	}

	@Override
	public Optional<Boolean> isDone(String shard, String sequenceNumber) {
		return coordinator.flatMap(leases -> checkpoint(leases, shard))
				.map(reached -> reached.compareTo(new ExtendedSequenceNumber(sequenceNumber)) >= 0);
	}

	private static Optional<ExtendedSequenceNumber> checkpoint(LeaseCoordinator coordinator, String shard) {
		try {
			return Optional.ofNullable(coordinator.leaseRefresher().getLease(shard))
					.map(software.amazon.kinesis.leases.Lease::checkpoint);
		} catch (LeasingException e) {
			throw new Unavailable("the lease table does not answer: " + e.getMessage(), e);
		}
	}

	/** The leases of all workers; none while there is no coordinator. */
	Collection<software.amazon.kinesis.leases.Lease> ofAllWorkers() {
		return coordinator.map(Leases::listed).orElse(List.of());
	}

	private static Collection<software.amazon.kinesis.leases.Lease> listed(LeaseCoordinator coordinator) {
		try {
			return coordinator.leaseRefresher().listLeases();
		} catch (LeasingException e) {
			throw new Unavailable("the lease table does not answer: " + e.getMessage(), e);
		}
	}

	/** Makes a lease that nobody renews this worker's, unless it changes before that. Its own it renews or lets go by itself. */
	void take(software.amazon.kinesis.leases.Lease lease) {
		coordinator.filter(worker -> worker.isRunning() && !draining)
				.filter(worker -> !worker.workerIdentifier().equals(lease.leaseOwner()))
				.ifPresent(worker -> take(lease, worker));
	}

	private static void take(software.amazon.kinesis.leases.Lease lease, LeaseCoordinator worker) {
		String owner = lease.leaseOwner();
		try {
			if (worker.leaseRefresher().takeLease(lease, worker.workerIdentifier())) {
				log.warn("The lease on {} is taken over, since {} has not renewed it", lease.leaseKey(), owner);
			}
		} catch (LeasingException e) {
			throw new Unavailable("the lease table does not answer: " + e.getMessage(), e);
		}
	}

	/** Lets a lease go, which is found again while the table names this worker: its shard is then read from the last checkpoint on. */
	void drop(String shard) {
		if (!draining) {
			log.warn("The lease on {} is let go, so that its shard is read from the last checkpoint on", shard);
			coordinator.ifPresent(leases -> held(shard).ifPresent(leases::dropLease));
		}
	}

	/** A shard is read by this worker from now on. */
	void begin(Progress shard) {
		reading.put(shard.shard(), shard);
		meter.begins(shard);
	}

	/** It is not any more, unless it was begun anew meanwhile. */
	void end(Progress shard) {
		reading.remove(shard.shard(), shard);
		meter.ends(shard);
	}

	/** The shards that this worker reads. */
	Collection<Progress> reading() {
		return List.copyOf(reading.values());
	}

	private Optional<UUID> token(String shard) {
		return held(shard).map(software.amazon.kinesis.leases.Lease::concurrencyToken);
	}

	private Optional<software.amazon.kinesis.leases.Lease> held(String shard) {
		return coordinator.flatMap(leases -> Optional.ofNullable(leases.getCurrentlyHeldLease(shard)));
	}
}
