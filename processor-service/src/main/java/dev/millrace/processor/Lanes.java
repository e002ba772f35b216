package dev.millrace.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Cuts a batch into lanes that may be worked on at the same time: events of one partition key share a lane, in their
 * order.
 */
final class Lanes {

	private final List<List<Arrival>> lanes = new ArrayList<>();
	private List<Arrival> open = new ArrayList<>();

	private Lanes() {}

	static List<List<Arrival>> of(List<Arrival> arrivals) {
		var byKey = new LinkedHashMap<String, List<Arrival>>();
		arrivals.forEach(arrival -> byKey.computeIfAbsent(arrival.event().partitionKey(), _ -> new ArrayList<>())
				.add(arrival));
		var lanes = new Lanes();
		byKey.values().forEach(lanes::add);
		lanes.close();
		return lanes.lanes;
	}

	/** Keys whose events can be put in batches share lanes, for full batches; any other key has a lane to itself. */
	private void add(List<Arrival> ofOneKey) {
		if (ofOneKey.stream().anyMatch(arrival -> arrival.event().repeatable())) {
			lanes.add(ofOneKey);
			return;
		}
		if (open.size() + ofOneKey.size() > EventStore.BATCH) {
			close();
		}
		open.addAll(ofOneKey);
	}

	private void close() {
		if (!open.isEmpty()) {
			lanes.add(open);
			open = new ArrayList<>();
		}
	}
}
