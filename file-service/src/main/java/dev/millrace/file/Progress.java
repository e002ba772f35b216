package dev.millrace.file;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a file has come.
 *
 * @param history its latest moves, oldest first
 * @param attempts at the content that it holds now
 * @param round how often it was taken up again after it had failed
 * @param claim the message under which somebody works on it
 * @param fault of the last attempt, where it had one
 */
public record Progress(FileStatus status, List<Step> history, int attempts, int round, Optional<String> claim,
		Optional<Fault> fault) {

	/** A file that is uploaded anew for ever must still fit into its row. */
	private static final int MOST_STEPS = 40;

	static Progress begun(FileStatus status, Instant now) {
		return new Progress(status, List.of(new Step(status, now, Optional.empty())), 0, 0, Optional.empty(),
				Optional.empty());
	}

	Progress to(FileStatus next, Optional<Fault> why, Instant now) {
		var steps = new ArrayList<>(history);
		steps.add(new Step(next, now, why.map(Fault::code)));
		var latest = steps.subList(Math.max(0, steps.size() - MOST_STEPS), steps.size());
		return new Progress(next, List.copyOf(latest), attempts, round, Optional.empty(), why);
	}

	Progress claimed(String message, Instant now) {
		var moved = to(FileStatus.PROCESSING, Optional.empty(), now);
		return new Progress(moved.status, moved.history, attempts + 1, round, Optional.of(message), Optional.empty());
	}

	Progress afresh(int inRound) {
		return new Progress(status, history, 0, inRound, Optional.empty(), Optional.empty());
	}

	/** When it last moved. */
	public Instant since() {
		return history.getLast().at();
	}
}
