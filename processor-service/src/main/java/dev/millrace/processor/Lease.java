package dev.millrace.processor;

/** The right to work on a shard. It can end at any moment, on another thread. */
@FunctionalInterface
public interface Lease {

	/** Whether the work may go on. Once false, it stays so. */
	boolean isHeld();

	/** Throws {@link LeaseLost} unless the work may go on. */
	default void require() {
		if (!isHeld()) {
			throw new LeaseLost();
		}
	}
}
