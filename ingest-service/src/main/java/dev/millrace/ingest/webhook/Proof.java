package dev.millrace.ingest.webhook;

import java.time.Instant;
import java.util.Optional;

import dev.millrace.ingest.Delivery;

/** How a sender proves that a delivery is its own. */
@FunctionalInterface
interface Proof {

	/**
	 * Looks at the bytes as they came, in a time that does not depend on how much of a signature is right.
	 *
	 * @return what is wrong, if anything is
	 */
	Optional<Flaw> flaw(Delivery delivery, Instant now);

	/** What is wrong with a proof, in words for the log. */
	enum Flaw {
		MISSING("the signature is missing, given twice, or not in its form"),
		OUT_OF_TIME("the time stamp is too old, too far ahead, or none"),
		WRONG("the signature fits none of the secrets"),
		ELSEWHERE("there is something behind the webhook's name in the path");

		private final String words;

		Flaw(String words) {
			this.words = words;
		}

		@Override
		public String toString() {
			return words;
		}
	}
}
