package dev.millrace.file.sweep;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what is found and, unless it is a dry run, mends it. */
final class Mender {

	private static final Logger log = LoggerFactory.getLogger(Mender.class);

	private final MeterRegistry meters;
	private final boolean dryRun;

	Mender(MeterRegistry meters, boolean dryRun) {
		this.meters = meters;
		this.dryRun = dryRun;
	}

	void mend(Trouble trouble, String what, Runnable how) {
		log.info("{}: {}{}", trouble.word(), what, dryRun ? " (left as it is)" : "");
		meters.counter("millrace.file.troubles", "trouble", trouble.word(), "mended", Boolean.toString(!dryRun))
				.increment();
		if (!dryRun) {
			how.run();
		}
	}
}
