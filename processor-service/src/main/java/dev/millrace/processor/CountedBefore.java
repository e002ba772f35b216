package dev.millrace.processor;

import java.util.function.IntSupplier;

/** For records that came to an end before and are brought to another: counted twice, they would hide one that is lost. */
final class CountedBefore implements ProcessorMeter {

	private final ProcessorMeter meter;

	CountedBefore(ProcessorMeter meter) {
		this.meter = meter;
	}

	@Override
	public void settled(Tally tally) {
		// It was.
	}

	@Override
	public void again(Again why) {
		meter.again(why);
	}

	@Override
	public void begins(ShardProgress shard) {
		meter.begins(shard);
	}

	@Override
	public void ends(ShardProgress shard) {
		meter.ends(shard);
	}

	@Override
	public void unread(IntSupplier now) {
		meter.unread(now);
	}
}
