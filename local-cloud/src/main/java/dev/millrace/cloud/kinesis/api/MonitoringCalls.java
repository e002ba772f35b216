package dev.millrace.cloud.kinesis.api;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

import dev.millrace.cloud.kinesis.stream.Streams;

/** Shard-level metrics: what is asked for is remembered; none are made here. */
final class MonitoringCalls {
	private static final String EVERY = "ALL";
	private static final Set<String> METRICS = Set.of("IncomingBytes", "IncomingRecords", "OutgoingBytes",
			"OutgoingRecords", "WriteProvisionedThroughputExceeded", "ReadProvisionedThroughputExceeded",
			"IteratorAgeMilliseconds");

	private final StreamFinder finder;

	MonitoringCalls(Streams streams) {
		this.finder = new StreamFinder(streams);
	}

	Map<String, Operation> operations() {
		return Map.of("EnableEnhancedMonitoring", Operation.small(in -> change(in, MonitoringCalls::union)),
				"DisableEnhancedMonitoring", Operation.small(in -> change(in, MonitoringCalls::difference)));
	}

	private Reply change(Input in, BinaryOperator<Set<String>> change) {
		var names = in.requiredTexts("ShardLevelMetrics", Rule.oneOf(allowed()));
		var stream = finder.find(in);
		var before = stream.state().metrics();
		var asked = names.contains(EVERY) ? METRICS : Set.copyOf(names);
		stream.changeSlowly(state -> state.withMetrics(change.apply(state.metrics(), asked)));
		return out -> Descriptions.name(out, stream.state())
				.texts("CurrentShardLevelMetrics", before)
				.texts("DesiredShardLevelMetrics", stream.state().metrics());
	}

	private static List<String> allowed() {
		var all = new TreeSet<>(METRICS);
		all.add(EVERY);
		return List.copyOf(all);
	}

	private static Set<String> union(Set<String> a, Set<String> b) {
		var all = new HashSet<>(a);
		all.addAll(b);
		return all;
	}

	private static Set<String> difference(Set<String> a, Set<String> b) {
		var left = new HashSet<>(a);
		left.removeAll(b);
		return left;
	}
}
