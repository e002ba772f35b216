package dev.millrace.file.sweep;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.file.Unavailable;

/** Counts what is found and, unless it is a dry run, mends it. */
final class Mender {

	private static final Logger log = LoggerFactory.getLogger(Mender.class);

	private final MeterRegistry meters;
	private final boolean dryRun;

	Mender(MeterRegistry meters, boolean dryRun) {
		this.meters = meters;
		this.dryRun = dryRun;
	}

	/** What one file brings about must not keep the others from being mended; a world that does not answer would, each of them. */
	private static void attempt(String what, Runnable how) {
		try {
			how.run();
		} catch (Unavailable e) {
			throw e;
		} catch (RuntimeException e) {
			log.error("{} cannot be mended, and is tried again", what, e);
		}
	}

	void mend(Trouble trouble, String what, Runnable how) {
		log.info("{}: {}{}", trouble.word(), what, dryRun ? " (left as it is)" : "");
		meters.counter("millrace.file.troubles", "trouble", trouble.word(), "mended", Boolean.toString(!dryRun))
				.increment();
		if (!dryRun) {
			attempt(what, how);
		}
	}
}
