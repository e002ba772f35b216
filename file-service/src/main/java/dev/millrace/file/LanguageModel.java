package dev.millrace.file;

/** A model that says what a text is about. It throws nothing: what it cannot do it answers. */
public interface LanguageModel {

	/** Which one: what another says of the same text is something else. */
	String name();

	/** What asking about a text costs at most, so that the cap of a day holds whatever is answered. */
	Cost most(String text);

	/** Asks. The text is data to the model and never addressed to it. */
	Answer describe(String text);

	/** What came of asking. */
	sealed interface Answer {

		/** What it cost, as it will be billed. */
		Cost cost();

		/** The text is described. */
		record Described(Description description, Cost cost) implements Answer {}

		/**
		 * It is not.
		 *
		 * @param why in a sentence for the log
		 */
		record Nothing(String why, Cost cost) implements Answer {}
	}
}
