package dev.millrace.bench.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The ingest service under wrk, side by side with what bounds it: rounds of each kind in turn, the median of each, and their
 * ratio. The server, the load and the stream's stub share one machine.
 */
public final class IngestBench {

	private static final int ROUNDS = 3;

	private final Lab lab;
	private final int seconds;

	private IngestBench(Lab lab, int seconds) {
		this.lab = lab;
		this.seconds = seconds;
	}

	/** Arguments: the built repository, seconds for each round (default 10). */
	public static void main(String... arguments) throws Exception {
		var root = Path.of(arguments.length > 0 ? arguments[0] : "").toAbsolutePath();
		int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
		try (var lab = new Lab(root)) {
			new IngestBench(lab, seconds).run();
		}
	}

	private void run() throws Exception {
		var single = lab.script("single", "application/json", List.of(event(0)));
		var lines = lab.script("lines", "application/x-ndjson", IntStream.range(0, 500)
				.mapToObj(IngestBench::event)
				.toList());
		try (var service = lab.ingestOnStub()) {
			warmUp(service.uri("/v1/events"), single);
			warmUp(service.uri("/echo"), single);
			table("single POST of 1 KB, 64 connections, the stream stubbed in the JVM", Map.of(
					"echo", () -> lab.wrk(64, seconds, single, service.uri("/echo")),
					"ingest", () -> lab.wrk(64, seconds, single, service.uri("/v1/events"))));
			warmUp(service.uri("/v1/events"), lines);
			table("NDJSON, 500 events of 1 KB a request, 8 connections, the stream stubbed in the JVM", Map.of(
					"requests", () -> lab.wrk(8, seconds, lines, service.uri("/v1/events"))));
			say("peak of the service's memory: " + service.peakMemory());
		}
		try (var _ = lab.stubKinesis(); var service = lab.ingestOnEndpoint()) {
			warmUp(service.uri("/v1/events"), single);
			table("single POST of 1 KB, the stream's stub in a second process over HTTP", Map.of(
					"64 connections", () -> lab.wrk(64, seconds, single, service.uri("/v1/events")),
					"256 connections", () -> lab.wrk(256, seconds, single, service.uri("/v1/events"))));
			warmUp(service.uri("/v1/events"), lines);
			table("NDJSON, 500 events of 1 KB a request, the same stub", Map.of(
					"8 connections", () -> lab.wrk(8, seconds, lines, service.uri("/v1/events"))));
		}
	}

	private void warmUp(String address, Path script) {
		lab.wrk(64, Math.max(15, seconds), script, address);
	}

	private static void table(String title, Map<String, Supplier<Wrk>> kinds) {
		say("\n" + title);
		var results = new TreeMap<String, List<Wrk>>();
		for (int round = 0; round < ROUNDS; round++) {
			new TreeMap<>(kinds).forEach((name, run) -> results
					.computeIfAbsent(name, _ -> new ArrayList<>())
					.add(run.get()));
		}
		results.forEach((name, runs) -> say("  %-16s %s".formatted(name, Wrk.median(runs))));
	}

	/** About 1,000 bytes, with an id by the intake. */
	private static String event(int number) {
		return "{\"type\":\"bench.event\",\"source\":\"/bench\",\"data\":{\"number\":%d,\"text\":\"%s\"}}"
				.formatted(number, "x".repeat(920));
	}

	@SuppressWarnings("SystemOut") // The figures are what this program is for.
	private static void say(String line) {
		System.out.println(line);
	}
}
