package dev.millrace.bench.ingest;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.millrace.bench.Running;

/**
 * What it costs to be seen: the ingest service as it ships, without a receiver of traces and with one, at the default share of traces. Both
 * run all the time and are asked in turns, so that whatever else the machine does meets both; the load, the stream's stub and the receiver share it.
 */
public final class TracingBench {

	private static final int ROUNDS = 9;
	private static final int WARMING = 6;
	private static final int CONNECTIONS = 64;
	private static final String PATH = "/v1/events";

	private final Lab lab;
	private final Path script;
	private final int seconds;

	private TracingBench(Lab lab, Path script, int seconds) {
		this.lab = lab;
		this.script = script;
		this.seconds = seconds;
	}

	/** Arguments: the built repository, seconds for each round (default 10). */
	public static void main(String... arguments) throws Exception {
		var root = Path.of(arguments.length > 0 ? arguments[0] : "").toAbsolutePath();
		int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
		try (var lab = new Lab(root)) {
			var script = lab.script("single", "application/json", List.of(
					"{\"type\":\"bench.event\",\"source\":\"/bench\",\"data\":\"%s\"}".formatted("x".repeat(950))));
			new TracingBench(lab, script, seconds).run();
		}
	}

	private void run() throws Exception {
		try (var spans = new SpanSink();
				var _ = lab.stubKinesis();
				var silent = lab.ingestOnEndpoint(Map.of());
				var traced = lab.ingestOnEndpoint(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", spans.address()))) {
			IntStream.range(0, WARMING).forEach(_ -> new Pair(load(silent), load(traced)));
			var pairs = IntStream.range(0, ROUNDS).mapToObj(_ -> new Pair(load(silent), load(traced))).toList();
			pairs.forEach(TracingBench::say);
			say("traced, of silent: %.3f by requests a second, %.3f by requests a core's second (medians of %d pairs); %,d KiB of spans"
					.formatted(median(pairs.stream().mapToDouble(Pair::bySecond).toArray()),
							median(pairs.stream().mapToDouble(Pair::byCpuSecond).toArray()), ROUNDS,
							spans.bytes() / 1024));
		}
	}

	private Wrk load(Running service) {
		return lab.wrk(CONNECTIONS, seconds, script, service, PATH);
	}

	private static double median(double[] ratios) {
		return Arrays.stream(ratios).sorted().toArray()[ratios.length / 2];
	}

	@SuppressWarnings("SystemOut") // The figures are what this program is for.
	private static void say(Object line) {
		System.out.println(line);
	}

	/** One after the other. */
	private record Pair(Wrk silent, Wrk traced) {

		double bySecond() {
			return traced.perSecond() / silent.perSecond();
		}

		double byCpuSecond() {
			return traced.perCpuSecond() / silent.perCpuSecond();
		}

		@Override
		public String toString() {
			return "silent %s%ntraced %s".formatted(silent, traced);
		}
	}
}
