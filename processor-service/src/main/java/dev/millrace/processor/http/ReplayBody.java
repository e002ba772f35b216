package dev.millrace.processor.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.millrace.processor.Replay.Plan;
import dev.millrace.processor.Replay.Target;

/**
 * What is to be replayed.
 *
 * @param from the arrival with which it begins, or else
 * @param sequenceNumbers the record with which it begins, by the ids of shards
 * @param target {@code table} or {@code bus}
 * @param types only events of these
 * @param dryRun whether they are only to be counted
 */
record ReplayBody(@Nullable Instant from, @Nullable Map<String, @Nullable String> sequenceNumbers,
		@Nullable String target, @Nullable List<@Nullable String> types, @Nullable Boolean dryRun) {

	private static final int MOST_TYPES = 100;
	private static final int LONGEST_TYPE = 1024;
	private static final Pattern SEQUENCE_NUMBER = Pattern.compile("0|[1-9]\\d{0,128}");

	/** The plan, if it says clearly what is wanted: nothing at all must not mean everything. */
	Plan plan() {
		if ((from == null) == (sequenceNumbers == null)) {
			throw JsonBody.invalid("", "must have either 'from' or 'sequenceNumbers'");
		}
		return new Plan(destination(), Optional.ofNullable(from), starts(), types == null ? List.of() : types(types),
				Boolean.TRUE.equals(dryRun));
	}

	private Target destination() {
		return switch (target) {
			case null -> Target.TABLE;
			case "table" -> Target.TABLE;
			case "bus" -> Target.BUS;
			default -> throw JsonBody.invalid("/target", "must be 'table' or 'bus'");
		};
	}

	private Map<String, String> starts() {
		if (sequenceNumbers == null) {
			return Map.of();
		}
		if (sequenceNumbers.isEmpty()) {
			throw JsonBody.invalid("/sequenceNumbers", "must name a shard at least");
		}
		sequenceNumbers.forEach((shard, number) -> {
			if (number == null || !SEQUENCE_NUMBER.matcher(number).matches()) {
				throw JsonBody.invalid(JsonBody.pointer(List.of("sequenceNumbers", shard)),
						"must be a sequence number, as text");
			}
		});
		return sequenceNumbers;
	}

	private static List<String> types(List<@Nullable String> types) {
		boolean isClear = !types.isEmpty() && types.size() <= MOST_TYPES && types.stream()
				.allMatch(type -> type != null && !type.isEmpty() && type.length() <= LONGEST_TYPE);
		if (!isClear) {
			throw JsonBody.invalid("/types",
					"must be an array of 1 to %d types of events, or beginnings of types with * behind".formatted(
							MOST_TYPES));
		}
		return types;
	}
}
