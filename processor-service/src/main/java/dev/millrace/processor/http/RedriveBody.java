package dev.millrace.processor.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.millrace.processor.KeptLetters.Selection;

/**
 * What is to be tried again.
 *
 * @param ids letters by their ids, or else
 * @param filter those that it holds, the latest first
 * @param limit how many of those, at most
 * @param dryRun whether to say only what would come of it
 */
record RedriveBody(@Nullable List<String> ids, @Nullable Wanted filter, @Nullable Integer limit,
		@Nullable Boolean dryRun) {

	static final int MOST = 1000;
	private static final int UNASKED = 100;

	/** Which letters, as lists are asked for them. */
	record Wanted(@Nullable String reason, @Nullable String type, @Nullable Instant from, @Nullable Instant to) {

		Selection selection() {
			return new Selection(Optional.ofNullable(reason), Optional.ofNullable(type), Optional.ofNullable(from),
					Optional.ofNullable(to));
		}
	}

	/** Throws unless it says clearly what is wanted: nothing at all must not mean everything. */
	void require() {
		if ((ids == null) == (filter == null)) {
			throw JsonBody.invalid("", "must have either 'ids' or 'filter'");
		}
		if (ids != null && (ids.isEmpty() || ids.size() > MOST || ids.contains(null))) {
			throw JsonBody.invalid("/ids", "must be an array of 1 to %d strings".formatted(MOST));
		}
		if (limit != null && (limit < 1 || limit > MOST)) {
			throw JsonBody.invalid("/limit", "must be a whole number from 1 to " + MOST);
		}
	}

	int most() {
		return limit == null ? UNASKED : limit;
	}

	boolean isDry() {
		return Boolean.TRUE.equals(dryRun);
	}
}
