package dev.millrace.bench.ingest;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What wrk printed of one run.
 *
 * @param perSecond requests
 * @param p50 as wrk writes it, such as 1.20ms
 * @param errors other answers than 2xx, and broken connections; 0 or the line that says so
 */
record Wrk(double perSecond, String p50, String p99, String errors) {

	static Wrk of(String output) {
		return new Wrk(Double.parseDouble(find(output, "Requests/sec:\\s+([0-9.]+)")),
				find(output, "\\n +50%\\s+(\\S+)"), find(output, "\\n +99%\\s+(\\S+)"),
				output.contains("Non-2xx") || output.contains("Socket errors")
						? find(output, "(Non-2xx[^\n]*|Socket errors[^\n]*)")
						: "none");
	}

	/** The run in the middle, by requests a second. */
	static Wrk median(List<Wrk> runs) {
		return runs.stream().sorted(Comparator.comparingDouble(Wrk::perSecond)).toList().get(runs.size() / 2);
	}

	private static String find(String output, String pattern) {
		var matcher = Pattern.compile(pattern).matcher(output);
		if (!matcher.find()) {
			throw new IllegalStateException("wrk printed no %s:%n%s".formatted(pattern, output));
		}
		return matcher.group(1);
	}

	@Override
	public String toString() {
		return "%,10.0f requests/s, p50 %s, p99 %s, errors: %s".formatted(perSecond, p50, p99, errors);
	}
}
