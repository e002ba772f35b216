package dev.millrace.processor;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What writing replays down promises, in its simplest form. */
public final class InMemoryReplayStates implements ReplayStates {

	private final Map<String, Replay> all = new LinkedHashMap<>();
	private boolean down;

	/** Whether nothing is answered. */
	public synchronized void down(boolean now) {
		down = now;
	}

	private void requireUp() {
		if (down) {
			throw new Unavailable("down");
		}
	}

	@Override
	public synchronized void create(Replay replay) {
		requireUp();
		all.putIfAbsent(replay.id(), replay);
	}

	@Override
	public synchronized Optional<Replay> find(String id) {
		requireUp();
		return Optional.ofNullable(all.get(id));
	}

	@Override
	public synchronized List<Replay> all() {
		requireUp();
		return all.values()
				.stream()
				.sorted(Comparator.comparing(Replay::createdAt).thenComparing(Replay::id).reversed())
				.toList();
	}

	@Override
	public synchronized boolean replace(Replay replay) {
		requireUp();
		Replay before = all.get(replay.id());
		return before != null && before.revision() == replay.revision() - 1 && all.put(replay.id(), replay) != null;
	}
}
