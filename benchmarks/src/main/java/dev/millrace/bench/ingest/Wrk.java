package dev.millrace.bench.ingest;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What wrk printed of one run.
 *
 * @param perSecond requests
 * @param perCpuSecond requests for each second that a core worked for the server: it means the same on a machine that does other work
 * @param p50 as wrk writes it, such as 1.20ms
 * @param errors other answers than 2xx, and broken connections; 0 or the line that says so
 */
record Wrk(double perSecond, double perCpuSecond, String p50, String p99, String errors) {

	/** From its output, and from the seconds that cores worked for the server meanwhile. */
	static Wrk of(String output, double cpuSeconds) {
		return new Wrk(Double.parseDouble(find(output, "Requests/sec:\\s+([0-9.]+)")),
				Double.parseDouble(find(output, "(\\d+) requests in")) / cpuSeconds,
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
		return "%,10.0f requests/s, %,7.0f a core's second, p50 %s, p99 %s, errors: %s".formatted(perSecond,
				perCpuSecond, p50,
				p99, errors);
	}
}
