package dev.millrace.system.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holds every receipt, and knows what has to be where in the end. */
final class Oracle {

	/** The most lost events that are named. */
	private static final int NAMED = 20;

	private final Map<String, String> receipts = new ConcurrentHashMap<>();
	private final Map<String, Integer> visible = new HashMap<>();
	private final Set<String> deadLettered = ConcurrentHashMap.newKeySet();

	/** @param where shard and sequence number */
	void accepted(String id, String where) {
		receipts.put(id, where);
	}

	int accepted() {
		return receipts.size();
	}

	void deadLettered(String id) {
		deadLettered.add(id);
	}

	int deadLettered() {
		return deadLettered.size();
	}

	/** What a walk over all pages showed, and how often. */
	void saw(Map<String, Integer> times) {
		visible.clear();
		visible.putAll(times);
	}

	int stored() {
		return (int) receipts.keySet().stream().filter(visible::containsKey).count();
	}

	/** Receipts without an event, each with where it was seen last. */
	List<String> lost() {
		var lost = new ArrayList<String>();
		receipts.forEach((id, where) -> {
			if (!visible.containsKey(id) && !deadLettered.contains(id)) {
				lost.add(id + " last seen in " + where);
			}
		});
		return lost.size() <= NAMED ? lost : lost.subList(0, NAMED);
	}

	List<String> visibleTwice() {
		return visible.entrySet().stream().filter(entry -> entry.getValue() > 1).map(Map.Entry::getKey).toList();
	}
}
