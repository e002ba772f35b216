package dev.millrace.bench.processor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is called each second, on paper.
 *
 * @param shards all busy
 * @param workers that share them
 * @param idle seconds between reads of a shard
 * @param failover seconds
 * @param heartbeat of the leader, seconds
 * @param assignment seconds between the leader's rounds
 * @param shardSync seconds between its looks for shards without a lease
 */
record Paper(int shards, int workers, double idle, double failover, double heartbeat, double assignment,
		double shardSync) {

	/** The item of an event of 1,000 bytes takes 2 units, and its entry in each of three indexes 1. */
	static final int UNITS = 5;
	private static final Set<String> STATE = Set.of("checkpoint", "renewal", "sign of life", "leader's lock");
	private static final int MOST_SHARDS = 64;

	/** Each worker looks for unread shards so often, in seconds, and for expired leases four times in a fail-over. */
	private static final double LOOK = 15;

	/** A worker writes a sign of life, and renews each of its leases, three times in a fail-over. */
	Map<String, Double> perSecond(double events) {
		Map<String, Double> calls = new LinkedHashMap<>();
		calls.put("INSERT", events);
		calls.put("GetRecords", shards / idle);
		calls.put("checkpoint", (double) shards);
		calls.put("renewal", shards * 3 / failover);
		calls.put("sign of life", workers * 3 / failover);
		calls.put("leader's lock", 1 / heartbeat);
		calls.put("Scan of leases", workers * (4 / failover + 1 / LOOK) + 1 / assignment + 1 / shardSync);
		return calls;
	}

	/** For each 1,000 events, when so many come each second to all shards together. */
	private String perThousand(double events) {
		var calls = perSecond(events);
		double state = calls.entrySet()
				.stream()
				.filter(call -> STATE.contains(call.getKey()))
				.mapToDouble(Map.Entry::getValue)
				.sum();
		return "%6d %10.0f %12d %14.1f %12.1f %7.1f".formatted(shards, events, 1000 * UNITS, 1000 * state / events,
				1000 * calls.getOrDefault("GetRecords", 0.0) / events,
				1000 * calls.getOrDefault("Scan of leases", 0.0) / events);
	}

	/** How it grows, with production's settings and a worker for each eight shards: at 200 events a second, and at full shards. */
	static String growth() {
		var lines = new StringBuilder("""
				for each 1,000 events, on paper, with the settings of production
				shards   events/s  event units   state writes   GetRecords   scans
				""");
		for (int shards = 1; shards <= MOST_SHARDS; shards *= 2) {
			var paper = new Paper(shards, (shards + 7) / 8, 0.25, 10, 5, 2, 10);
			lines.append(paper.perThousand(200)).append(System.lineSeparator());
			lines.append(paper.perThousand(1000.0 * shards)).append(System.lineSeparator());
		}
		return lines.toString();
	}
}
