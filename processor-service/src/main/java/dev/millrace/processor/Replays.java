package dev.millrace.processor;

import java.util.List;
import java.util.Optional;

import dev.millrace.processor.Replay.Plan;

/** Replays, as they are asked for. Each survives the process that runs it. */
public interface Replays {

	/**
	 * Begins a replay.
	 *
	 * @param by the id of the key that asks for it
	 * @throws Unavailable if the stream or the table of replays does not answer
	 */
	Answer begin(Plan plan, String by);

	/** The replays that are remembered, the latest first. */
	List<Replay> all();

	/** One of them. */
	Optional<Replay> find(String id);

	/**
	 * Ends a replay if it runs; what it has sent stays. A batch that is under way may still end, for some seconds.
	 *
	 * @param by the id of the key that asks for it
	 * @return whether there is such a replay
	 */
	boolean cancel(String id, String by);

	/** What came of asking for one. */
	sealed interface Answer {

		/** It begins. */
		record Begun(Replay replay) implements Answer {}

		/** So many run, which is as many as may. */
		record TooMany(int running) implements Answer {}

		/**
		 * The stream or the service does not have what is asked for.
		 *
		 * @param member of the plan, and the key in it where it has keys
		 * @param rule what it must be
		 */
		record Refused(List<String> member, String rule) implements Answer {

			/** Keeps its own list. */
			public Refused {
				member = List.copyOf(member);
			}
		}
	}
}
