package dev.millrace.bench;

import java.time.Duration;

/** The figures, as they are printed. */
record Report(Tally in, Tally out, Latencies latencies, Duration took, double plainBytesPerSecond) {
	private static final double MEGABYTE = 1e6;

	@Override
	public String toString() {
		return """
				in           %,10.0f records/s  %8.1f MB/s
				out          %,10.0f records/s  %8.1f MB/s
				PutRecords   p50 %.1f ms, p99 %.1f ms
				plain append %,10.0f records/s  %8.1f MB/s (one thread, the same bytes to a file)
				""".formatted(perSecond(in.records()), perSecond(in.bytes()) / MEGABYTE, perSecond(out.records()),
				perSecond(out.bytes()) / MEGABYTE, latencies.percentile(0.5), latencies.percentile(0.99),
				plainBytesPerSecond * in.records() / in.bytes(), plainBytesPerSecond / MEGABYTE);
	}

	private double perSecond(long amount) {
		return amount * 1e9 / took.toNanos();
	}
}
