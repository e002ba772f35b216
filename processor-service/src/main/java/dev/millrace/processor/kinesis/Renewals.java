package dev.millrace.processor.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/** Since when each lease looks as it does: that of a shard that is read is renewed again and again. */
final class Renewals {

	private record Seen(Lease lease, Instant since) {

		/** The lease table has no clock; whoever holds a lease counts it up. */
		boolean isLike(Lease other) {
			return Objects.equals(lease.leaseCounter(), other.leaseCounter())
					&& Objects.equals(lease.leaseOwner(), other.leaseOwner());
		}
	}

	private final InstantSource clock;
	private Map<String, Seen> seen = Map.of();

	Renewals(InstantSource clock) {
		this.clock = clock;
	}

	/** Takes note of the leases of all workers, and names those of unfinished shards that have looked alike for so long. */
	List<Lease> unrenewed(Collection<Lease> all, Duration limit) {
		Instant now = clock.instant();
		Map<String, Seen> looked = new HashMap<>();
		for (Lease lease : all) {
			if (!ExtendedSequenceNumber.SHARD_END.equals(lease.checkpoint())) {
				Seen before = seen.get(lease.leaseKey());
				looked.put(lease.leaseKey(), before != null && before.isLike(lease) ? before : new Seen(lease, now));
			}
		}
		seen = looked;
		return looked.values()
				.stream()
				.filter(lease -> Duration.between(lease.since(), now).compareTo(limit) >= 0)
				.map(Seen::lease)
				.toList();
	}
}
