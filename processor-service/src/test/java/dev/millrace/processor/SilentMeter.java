package dev.millrace.processor;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntSupplier;

/** Keeps what it is told, for a test that asks. */
public final class SilentMeter implements ProcessorMeter {

	public final ConcurrentLinkedQueue<Tally> settled = new ConcurrentLinkedQueue<>();
	public final ConcurrentLinkedQueue<Again> again = new ConcurrentLinkedQueue<>();
	public final ConcurrentLinkedQueue<ShardProgress> reading = new ConcurrentLinkedQueue<>();

	@Override
	public void settled(Tally tally) {
		settled.add(tally);
	}

	@Override
	public void again(Again why) {
		again.add(why);
	}

	@Override
	public void begins(ShardProgress shard) {
		reading.add(shard);
	}

	@Override
	public void ends(ShardProgress shard) {
		reading.remove(shard);
	}

	@Override
	public void unread(IntSupplier now) {}
}
