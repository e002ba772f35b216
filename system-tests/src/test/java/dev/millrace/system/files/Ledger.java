package dev.millrace.system.files;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The model: what was sent under which name, and what its sender did with it then. */
final class Ledger {

	private final Map<String, Sample> byName = new ConcurrentHashMap<>();
	private final Map<String, Entry> byId = new ConcurrentHashMap<>();

	/**
	 * A file whose id the sender knows.
	 *
	 * @param gone whether it was deleted, through the service or straight in the bucket
	 */
	record Entry(Sample sample, boolean gone) {}

	/** Before the first request: one that is not answered may bring a file all the same. */
	void announced(String name, Sample sample) {
		byName.put(name, sample);
	}

	void accepted(String id, Sample sample, boolean gone) {
		byId.put(id, new Entry(sample, gone));
	}

	Map<String, Entry> accepted() {
		return byId;
	}

	Sample sampleOf(String name) {
		var sample = byName.get(name);
		if (sample == null) {
			throw new AssertionError("Nobody sent a file of the name " + name);
		}
		return sample;
	}
}
