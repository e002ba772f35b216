package dev.millrace.ingest.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of calls that fail, seldom: in an outage there are a hundred a second, of which the meters count each. */
final class FailedCalls {

	private static final Logger log = LoggerFactory.getLogger(FailedCalls.class);
	private static final Duration SILENCE = Duration.ofSeconds(10);

	private final InstantSource clock;
	private Instant nextAt = Instant.MIN;
	private long untold;

	FailedCalls(InstantSource clock) {
		this.clock = clock;
	}

	/** One more has failed. */
	synchronized void add(int records, Throwable why) {
		Instant now = clock.instant();
		if (now.isBefore(nextAt)) {
			untold++;
			return;
		}
		log.warn("PutRecords of {} records failed, as have {} calls since this was told last;"
				+ " what they brought is unknown, so they are put again: {}", records, untold, why.toString());
		untold = 0;
		nextAt = now.plus(SILENCE);
	}
}
