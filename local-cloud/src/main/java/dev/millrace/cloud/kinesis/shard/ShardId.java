package dev.millrace.cloud.kinesis.shard;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a shard: its number within the stream, counted from 0 and never given twice. */
public record ShardId(int number) implements Comparable<ShardId> {
	private static final String ZERO = "shardId-000000000000";
	private static final Pattern SHAPE = Pattern.compile("shardId-([0-9]{12})");

	/** The shard of that name; nothing when no shard can have it. */
	public static Optional<ShardId> parse(String name) {
		var matcher = SHAPE.matcher(name);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		long number = Long.parseLong(matcher.group(1));
		return number > Integer.MAX_VALUE ? Optional.empty() : Optional.of(new ShardId((int) number));
	}

	@Override
	public int compareTo(ShardId other) {
		return Integer.compare(number, other.number);
	}

	@Override
	public String toString() {
		// Written for every record that is put: a formatter is too slow for that.
		var digits = Integer.toString(number);
		return ZERO.substring(0, ZERO.length() - digits.length()) + digits;
	}
}
