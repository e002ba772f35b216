package dev.millrace.cloud.kinesis.shard;

import java.time.InstantSource;

/** What AWS lets one shard carry: 1 MiB and 1,000 records a second in, 2 MiB and 5 reads a second out. */
public final class ShardLimits {
	private static final double MEBIBYTE = 1 << 20;

	private final Allowance bytesIn;
	private final Allowance recordsIn;
	private final Allowance bytesOut;
	private final Allowance readsOut;

	public ShardLimits(InstantSource clock) {
		this.bytesIn = new Allowance(MEBIBYTE, clock);
		this.recordsIn = new Allowance(1_000, clock);
		this.bytesOut = new Allowance(2 * MEBIBYTE, clock);
		this.readsOut = new Allowance(5, clock);
	}

	/** Whether a record of that many bytes, partition key and data, may go in; if so, it is counted. */
	public synchronized boolean allowsRecord(int bytes) {
		boolean allowed = recordsIn.has(1) && bytesIn.has(bytes);
		if (allowed) {
			recordsIn.take(1);
			bytesIn.take(bytes);
		}
		return allowed;
	}

	/** Whether a read may be made now; if so, it is counted. How much it yielded is told afterwards. */
	public synchronized boolean allowsRead() {
		boolean allowed = readsOut.has(1) && bytesOut.has(1);
		if (allowed) {
			readsOut.take(1);
		}
		return allowed;
	}

	/** A single read may yield more than a second's worth; the reads that follow are then refused for longer. */
	public synchronized void haveRead(double bytes) {
		bytesOut.take(bytes);
	}
}
