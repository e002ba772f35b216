package dev.millrace.file.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was tried in vain is left alone for twice as long each time, so that whoever does not answer is not asked without end. */
final class Backoff {

	private static final Duration LONGEST = Duration.ofMinutes(10);
	/** Which were tried last; who is forgotten is tried at once. */
	private static final int MOST = 10_000;

	private final Duration first;
	private final Map<String, Wait> waits = new LinkedHashMap<>() {
		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Wait> eldest) {
			return size() > MOST;
		}
	};

	/** @param first wait */
	Backoff(Duration first) {
		this.first = first;
	}

	private record Wait(Duration length, Instant until) {}

	boolean isDue(String id, Instant now) {
		var wait = waits.get(id);
		return wait == null || !now.isBefore(wait.until());
	}

	void failed(String id, Instant now) {
		var before = waits.remove(id);
		var length = before == null ? first : before.length().multipliedBy(2);
		var bounded = length.compareTo(LONGEST) > 0 ? LONGEST : length;
		waits.put(id, new Wait(bounded, now.plus(bounded)));
	}

	void done(String id) {
		waits.remove(id);
	}
}
