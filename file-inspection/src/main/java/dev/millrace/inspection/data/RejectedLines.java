package dev.millrace.inspection.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lines that could not be taken: all counted, the first ones named. */
final class RejectedLines {

	private final int listed;
	private final List<Map<String, Object>> first = new ArrayList<>();
	private long count;

	RejectedLines(int listed) {
		this.listed = listed;
	}

	/** @param line counted from 1 */
	void add(long line, String reason) {
		count++;
		if (first.size() < listed) {
			first.add(Map.of("line", line, "reason", reason));
		}
	}

	long count() {
		return count;
	}

	Map<String, Object> toJson() {
		return Map.of("count", count, "first", List.copyOf(first));
	}
}
