package dev.millrace.processor;

/** The work on a batch stopped midway because its lease ended; whoever holds the shard next gets the batch again. */
public final class LeaseLost extends RuntimeException {

	private static final long serialVersionUID = 1L;

	LeaseLost() {
		super("the lease ended");
	}
}
