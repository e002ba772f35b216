package dev.millrace.processor;

import java.util.List;
import java.util.Optional;

/** Where replays are written down, so that they survive whoever runs them. All throw {@link Unavailable}. */
public interface ReplayStates {

	/** Writes a new one; once this returns, it is safe. */
	void create(Replay replay);

	/** One that is remembered, as it was written last. */
	Optional<Replay> find(String id);

	/** All that are remembered, as they were written last; the latest first. */
	List<Replay> all();

	/**
	 * Writes a replay in the place of what was written before it: only if that has the revision before this one's.
	 *
	 * @return whether it is written; else another did so first, and counts
	 */
	boolean replace(Replay replay);
}
