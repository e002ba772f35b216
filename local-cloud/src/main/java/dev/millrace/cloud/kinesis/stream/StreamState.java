package dev.millrace.cloud.kinesis.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.millrace.cloud.kinesis.shard.ShardMap;

/**
 * What is known of a stream, apart from its records. It never changes: each change makes another.
 *
 * @param encryptionKey the KMS key that was named when encryption was started; absent while it is off
 * @param metrics shard-level metrics that were asked for; none are made here
 */
public record StreamState(String name, Instant created, StreamMode mode, int retentionHours,
		@Nullable String encryptionKey, Set<String> metrics, Map<String, String> tags, List<StreamConsumer> consumers,
		ShardMap shards, Transition transition) {
	public static final int DEFAULT_RETENTION_HOURS = 24;

	static StreamState created(String name, Instant now, StreamMode mode, int shardCount, Transition transition) {
		return new StreamState(name, now, mode, DEFAULT_RETENTION_HOURS, null, Set.of(), Map.of(), List.of(),
				ShardMap.uniform(shardCount, now), transition);
	}

	public StreamStatus status(Instant now) {
		return transition.isOver(now) ? StreamStatus.ACTIVE : transition.status();
	}

	/** Records that arrived earlier are expired. */
	public Instant horizon(Instant now) {
		return now.minus(Duration.ofHours(retentionHours));
	}

	public boolean isEncrypted() {
		return encryptionKey != null;
	}

	boolean isGone(Instant now) {
		return transition.status() == StreamStatus.DELETING && transition.isOver(now);
	}

	public StreamState withMode(StreamMode changed) {
		return new StreamState(name, created, changed, retentionHours, encryptionKey, metrics, tags, consumers, shards,
				transition);
	}

	public StreamState withRetentionHours(int changed) {
		return new StreamState(name, created, mode, changed, encryptionKey, metrics, tags, consumers, shards,
				transition);
	}

	public StreamState withEncryptionKey(@Nullable String changed) {
		return new StreamState(name, created, mode, retentionHours, changed, metrics, tags, consumers, shards,
				transition);
	}

	public StreamState withMetrics(Set<String> changed) {
		return new StreamState(name, created, mode, retentionHours, encryptionKey, Set.copyOf(changed), tags, consumers,
				shards, transition);
	}

	public StreamState withTags(Map<String, String> changed) {
		return new StreamState(name, created, mode, retentionHours, encryptionKey, metrics, Map.copyOf(changed),
				consumers,
				shards, transition);
	}

	public StreamState withConsumers(List<StreamConsumer> changed) {
		return new StreamState(name, created, mode, retentionHours, encryptionKey, metrics, tags, List.copyOf(changed),
				shards, transition);
	}

	StreamState withShards(ShardMap changed) {
		return new StreamState(name, created, mode, retentionHours, encryptionKey, metrics, tags, consumers, changed,
				transition);
	}

	StreamState withTransition(Transition changed) {
		return new StreamState(name, created, mode, retentionHours, encryptionKey, metrics, tags, consumers, shards,
				changed);
	}
}
