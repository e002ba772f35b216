package dev.millrace.ingest;

import dev.millrace.event.Reading;

/** The senders that deliver in their own form, each under a name. */
public interface Webhooks {

	/** Whether a sender is declared under this name. */
	boolean knows(String name);

	/**
	 * Judges a delivery to a declared webhook. Nothing of it is read before it is known to be genuine.
	 */
	Judgement judge(Delivery delivery);

	/** What a delivery is. */
	sealed interface Judgement {

		/** Not proven to be the sender's, or not of these minutes. Which it was is for the log, not for whoever tries. */
		record Forged() implements Judgement {}

		/** The sender only asks whether somebody is there who knows the secret. It is no event. */
		record Challenge(String answer) implements Judgement {}

		/**
		 * The sender's own.
		 *
		 * @param reading the event in it, or why there is none
		 * @param quiet whether the answer's body is shown to a person, so that a receipt has no place there
		 */
		record Genuine(Reading reading, boolean quiet) implements Judgement {}
	}
}
