package dev.millrace.ingest.http;

import java.util.List;
import java.util.Optional;

import dev.millrace.event.Reading;

/**
 * The events of one request.
 *
 * @param readings in the order of the request
 * @param lines the number of the line each stands on, counted from 1; empty where the format has no lines
 */
record Submission(List<Reading> readings, List<Integer> lines) {

	Optional<Integer> line(int index) {
		return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(index));
	}
}
