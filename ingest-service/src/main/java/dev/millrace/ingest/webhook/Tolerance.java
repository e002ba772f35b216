package dev.millrace.ingest.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * How far a signed time stamp may lie from now, to either side: an old one is a delivery that somebody recorded, one ahead
 * would be good for longer than it should.
 */
record Tolerance(Duration most) {

	private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

	/** Whether this is a time stamp, in whole seconds since 1970, and near enough. */
	boolean holds(String seconds, Instant now) {
		if (!SECONDS.matcher(seconds).matches()) {
			return false;
		}
		var distance = Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now).abs();
		return distance.compareTo(most) <= 0;
	}
}
