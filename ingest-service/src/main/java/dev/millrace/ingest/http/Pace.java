package dev.millrace.ingest.http;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.springframework.http.HttpStatus;

import dev.millrace.web.problem.Refusal;

/**
 * How fast a body has to arrive, so that a client that trickles holds its connection and its memory for a bounded time only.
 *
 * @param within in which a whole body has to be there
 * @param bytesPerSecond on average, once the grace has passed
 * @param grace before the average counts
 * @param nanos the time, in nanoseconds from any origin
 */
record Pace(Duration within, int bytesPerSecond, Duration grace, LongSupplier nanos) {

	Watch start() {
		return new Watch(nanos.getAsLong());
	}

	/** The pace of one body. */
	final class Watch {

		private final long started;

		private Watch(long started) {
			this.started = started;
		}

		/**
		 * Judges what has arrived so far.
		 *
		 * @throws Refusal 408 where it is too little
		 */
		void check(long arrived) {
			var elapsed = Duration.ofNanos(nanos.getAsLong() - started);
			if (elapsed.compareTo(within) > 0) {
				throw tooSlow("The body was not there within %d s; %d bytes of it were.".formatted(within.toSeconds(),
						arrived));
			}
			if (elapsed.compareTo(grace) > 0 && arrived < bytesPerSecond * elapsed.toMillis() / 1000) {
				throw tooSlow("The body came with %d bytes in %d s; at least %d bytes a second are needed.".formatted(
						arrived, elapsed.toSeconds(), bytesPerSecond));
			}
		}
	}

	static Refusal tooSlow(String detail) {
		return Refusal.of(HttpStatus.REQUEST_TIMEOUT, "request-timeout", detail);
	}
}
