package dev.millrace.processor.kinesis;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseCoordinator;
import software.amazon.kinesis.leases.exceptions.LeasingException;

/**
 * Gives up what a worker that leaves in order holds, so that the leader can give it to others at once. The library only
 * forgets its leases, and they would wait for the fail-over.
 */
final class HandOver {

	private static final Logger log = LoggerFactory.getLogger(HandOver.class);

	private final LeaseCoordinator worker;

	HandOver(LeaseCoordinator worker) {
		this.worker = worker;
	}

	/** Each lease only while it is still this worker's: whoever has taken one keeps it. */
	void run() {
		try {
			withdrawSignOfLife();
			for (Lease lease : worker.leaseRefresher().listLeases()) {
				if (worker.workerIdentifier().equals(lease.actualOwner())) {
					worker.leaseRefresher().evictLease(lease);
				}
			}
		} catch (LeasingException e) {
			log.warn("The leases were not given up, so others wait until they expire: {}", e.getMessage());
		}
	}

	/** It lies among the leases, under the worker's name; while it is there the leader gives leases to who has left. */
	private void withdrawSignOfLife() throws LeasingException {
		var sign = new Lease();
		sign.leaseKey(worker.workerIdentifier());
		worker.leaseRefresher().deleteLease(sign);
	}
}
