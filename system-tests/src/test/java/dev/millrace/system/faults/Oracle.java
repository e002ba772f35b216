package dev.millrace.system.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Holds every receipt, and knows what has to be where in the end. */
public final class Oracle {

	/** The most lost events that are named. */
	private static final int NAMED = 20;

	/**
	 * What a client knows of an event.
	 *
	 * @param where shard and sequence number
	 * @param data that was sent
	 * @param poison whether no table takes it
	 */
	public record Receipt(String where, String data, boolean poison) {}

	private final Map<String, Receipt> receipts = new ConcurrentHashMap<>();
	private final Map<String, Integer> visible = new HashMap<>();
	private final Set<String> corrupt = new TreeSet<>();
	private final Set<String> deadLettered = ConcurrentHashMap.newKeySet();

	public void accepted(String id, Receipt receipt) {
		receipts.put(id, receipt);
	}

	public int accepted() {
		return receipts.size();
	}

	/** One of so many of the receipts, drawn by their ids, without those whose events are in no table. */
	List<String> some(int oneOf) {
		return receipts.entrySet()
				.stream()
				.filter(entry -> !entry.getValue().poison() && entry.getKey().hashCode() % oneOf == 0)
				.map(Map.Entry::getKey)
				.toList();
	}

	void deadLettered(String id) {
		deadLettered.add(id);
	}

	int deadLettered() {
		return deadLettered.size();
	}

	/** A walk over all that is visible begins. */
	public void look() {
		visible.clear();
	}

	/** It has come to an event. */
	public void saw(String id, String data) {
		visible.merge(id, 1, Integer::sum);
		Receipt receipt = receipts.get(id);
		if (receipt != null && !receipt.data().equals(data)) {
			corrupt.add(id);
		}
	}

	int stored() {
		return (int) receipts.keySet().stream().filter(visible::containsKey).count();
	}

	/** How many receipts have neither an event nor a dead letter. */
	public int lost() {
		return (int) receipts.keySet().stream().filter(this::isLost).count();
	}

	/** Some of them, each with where it was seen last. */
	public List<String> whichAreLost() {
		var lost = new ArrayList<String>();
		receipts.forEach((id, receipt) -> {
			if (isLost(id) && lost.size() < NAMED) {
				lost.add(id + " last seen in " + receipt.where());
			}
		});
		return lost;
	}

	private boolean isLost(String id) {
		return !visible.containsKey(id) && !deadLettered.contains(id);
	}

	public Set<String> visibleTwice() {
		var twice = new TreeSet<String>();
		visible.forEach((id, times) -> {
			if (times > 1) {
				twice.add(id);
			}
		});
		return twice;
	}

	/** Those that came out otherwise than they went in. */
	public Set<String> corrupt() {
		return corrupt;
	}

	/** Those that are among the dead letters and would have been taken by the table, and the other way round. */
	Set<String> wronglyJudged() {
		var wrongly = new TreeSet<String>();
		receipts.forEach((id, receipt) -> {
			if (receipt.poison() ? visible.containsKey(id) : deadLettered.contains(id)) {
				wrongly.add(id);
			}
		});
		return wrongly;
	}
}
