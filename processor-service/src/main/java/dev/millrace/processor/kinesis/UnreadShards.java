package dev.millrace.processor.kinesis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import software.amazon.kinesis.leases.Lease;

import dev.millrace.processor.ShardProgress;

/**
 * Which shards nobody reads: whose lease no worker has renewed for a while, or that this worker holds and does not read. A
 * lease table that does not answer says nothing about shards, so what was known last stays.
 */
final class UnreadShards implements HealthIndicator {

	/** How long a shard may rest. */
	static final Duration LIMIT = Duration.ofSeconds(60);

	private static final Logger log = LoggerFactory.getLogger(UnreadShards.class);

	private final Supplier<Collection<Lease>> leases;
	private final Supplier<Collection<Progress>> own;
	private final Renewals renewals;
	private volatile Set<String> unread = Set.of();

	/**
	 * A look at all shards.
	 *
	 * @param leases of all workers
	 * @param own the shards of this worker
	 */
	UnreadShards(Supplier<Collection<Lease>> leases, Supplier<Collection<Progress>> own, InstantSource clock) {
		this.leases = leases;
		this.own = own;
		this.renewals = new Renewals(clock);
	}

	int count() {
		return unread.size();
	}

	/** Looks again; to be called every few seconds. */
	synchronized void look() {
		try {
			Set<String> found = new TreeSet<>();
			renewals.unrenewed(leases.get(), LIMIT).forEach(lease -> found.add(lease.leaseKey()));
			own.get().stream().filter(shard -> shard.isSilent(LIMIT)).map(ShardProgress::shard).forEach(found::add);
			if (!found.isEmpty() && !found.equals(unread)) {
				log.error("Nobody has read {} for {} s", found, LIMIT.toSeconds());
			}
			unread = found;
		} catch (RuntimeException e) {
			log.warn("Which shards are read is not known at the moment: {}", e.getMessage());
		}
	}

	@Override
	public Health health() {
		Set<String> shards = unread;
		return shards.isEmpty() ? Health.up().build() : Health.down().withDetail("unread", shards).build();
	}
}
