package dev.millrace.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import dev.millrace.bench.Running;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The ingest service under wrk, side by side with what bounds it: rounds of each kind in turn, the median of each, and their
 * ratio. The server, the load and the stream's stub share one machine.
 */
public final class IngestBench {

	private static final int ROUNDS = 3;
	private static final int MOST_WARMING = 12;
	private static final int WARMING_SECONDS = 10;
	private static final JsonFactory TOKENS = new JsonFactory();

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
		var lines = lab.script("lines", "application/x-ndjson", events(500));
		try (var service = lab.ingestOnStub()) {
			warmUp(service, "/v1/events", single);
			warmUp(service, "/echo", single);
			var full = table("single POST of 1 KB, 64 connections, the stream stubbed in the JVM", Map.of(
					"echo", () -> lab.wrk(64, seconds, single, service, "/echo"),
					"ingest", () -> lab.wrk(64, seconds, single, service, "/v1/events")));
			var half = lab.script("half", "application/json", List.of(event(0)),
					(int) Math.ceil(64 * 2000 / Objects.requireNonNull(full.get("ingest")).perSecond()));
			table("the same, each connection waiting so that about half of it comes", Map.of(
					"ingest", () -> lab.wrk(64, seconds, half, service, "/v1/events")));
			memory(service, single);
			warmUp(service, "/v1/events", lines);
			var batch = table("NDJSON, 500 events of 1 KB a request, 8 connections, the stream stubbed in the JVM",
					Map.of("requests", () -> lab.wrk(8, seconds, lines, service, "/v1/events")));
			tokens(Objects.requireNonNull(batch.get("requests")));
			say("peak of the service's memory: " + service.peakMemory());
		}
		double onStub = onStub(single, lines);
		onLocalCloud(single, onStub);
		fillOfSmallOnes();
	}

	/** Requests a second at 64 connections. */
	private double onStub(Path single, Path lines) throws Exception {
		try (var _ = lab.stubKinesis(); var service = lab.ingestOnEndpoint()) {
			warmUp(service, "/v1/events", single);
			var posts = besidePeer("single POST of 1 KB, the stream's stub in a second process over HTTP", service,
					lab.bento().forSingleEvents(), single, 64, 256);
			fill(service, "single POST");
			warmUp(service, "/v1/events", lines);
			besidePeer("NDJSON, 500 events of 1 KB a request, the same stub", service, lab.bento().forLines(), lines,
					8);
			return Objects.requireNonNull(posts.get("64 connections")).perSecond();
		}
	}

	/** In turns with Bento, where it is there. */
	private Map<String, Wrk> besidePeer(String title, Running service, Optional<Running> bento, Path script,
			int... connections) {
		var kinds = new TreeMap<String, Supplier<Wrk>>();
		for (int count : connections) {
			kinds.put(count + " connections", () -> lab.wrk(count, seconds, script, service, "/v1/events"));
			bento.ifPresent(peer -> kinds.put(count + " to Bento",
					() -> lab.wrk(count, seconds, script, peer, Bento.PATH)));
		}
		try {
			var medians = table(title, kinds);
			if (bento.isPresent()) {
				Arrays.stream(connections)
						.forEach(count -> say("  %.2f of Bento's at %d".formatted(
								Objects.requireNonNull(medians.get(count + " connections")).perSecond()
										/ Objects.requireNonNull(medians.get(count + " to Bento")).perSecond(),
								count)));
			}
			return medians;
		} finally {
			bento.ifPresent(Running::close);
		}
	}

	private void onLocalCloud(Path single, double onStub) throws Exception {
		try (var cloud = lab.localCloud(); var service = lab.ingestOnEndpoint()) {
			warmUp(service, "/v1/events", single);
			double before = cloud.cpuSeconds();
			var posts = table("single POST of 1 KB, the local cloud as the stream", Map.of(
					"64 connections", () -> lab.wrk(64, seconds, single, service, "/v1/events")));
			double perSecond = Objects.requireNonNull(posts.get("64 connections")).perSecond();
			say("%.2f of the stub's; the local cloud took %.2f cores".formatted(perSecond / onStub,
					(cloud.cpuSeconds() - before) / ROUNDS / seconds));
		}
	}

	private void fillOfSmallOnes() throws Exception {
		try (var _ = lab.stubKinesis(); var service = lab.ingestOnEndpoint()) {
			var small = lab.script("small", "application/x-ndjson", IntStream.range(0, 500)
					.mapToObj(i -> event(i, 300))
					.toList());
			lab.wrk(8, seconds, small, service, "/v1/events");
			fill(service, "NDJSON of 300-byte events");
		}
	}

	/** What the stream is charged for, against one record an event: a shard takes 1,000 records or 1,024 KiB a second. */
	private static void fill(Running service, String what) throws IOException {
		double records = service.meter("millrace_ingest_record_events_count");
		double events = service.meter("millrace_ingest_record_events_sum");
		double bytes = service.meter("millrace_ingest_record_bytes_sum");
		double calls = service.meter("millrace_ingest_put_seconds_count");
		say("%s: %.1f records a call, %.1f events a record, %.0f bytes an event in the stream; %.2f times fewer units"
				.formatted(what, records / calls, events / records, bytes / events,
						events * Math.ceil(bytes / events / 1024) / (records * Math.ceil(bytes / records / 1024))));
	}

	private void memory(Running service, Path script) throws IOException {
		double before = service.meter("jvm_gc_memory_allocated_bytes_total");
		double events = service.meter("millrace_ingest_accepted_events_total");
		lab.wrk(64, seconds, script, service, "/v1/events");
		say("heap allocated for each event: %.1f KiB".formatted(
				(service.meter("jvm_gc_memory_allocated_bytes_total") - before) / 1024
						/ (service.meter("millrace_ingest_accepted_events_total") - events)));
	}

	/** In one thread over the same bytes: a pass of the tokenizer, and with it the two digests without which no record goes. */
	private void tokens(Wrk batch) throws NoSuchAlgorithmException {
		byte[] bytes = String.join("\n", events(500)).getBytes(UTF_8);
		double mib = bytes.length / 1024.0 / 1024.0;
		double tokenizer = passesInASecond(() -> tokenize(bytes));
		var record = MessageDigest.getInstance("MD5");
		var signature = MessageDigest.getInstance("SHA-256");
		double both = passesInASecond(() -> {
			tokenize(bytes);
			record.digest(bytes);
			signature.digest(bytes);
		});
		say("the service: %,.1f MiB a core's second".formatted(batch.perCpuSecond() * mib));
		say("  the tokenizer alone: %,.0f MiB a second, %.2f of it".formatted(tokenizer * mib,
				batch.perCpuSecond() / tokenizer));
		say("  with the MD5 of a record and the SHA-256 of a call: %,.0f MiB a second, %.2f of it".formatted(both * mib,
				batch.perCpuSecond() / both));
	}

	private static void tokenize(byte[] bytes) {
		try (var tokens = TOKENS.createParser(ObjectReadContext.empty(), bytes)) {
			while (tokens.nextToken() != null) {
				// Looking at it is all.
			}
		}
	}

	private static double passesInASecond(Runnable pass) {
		double passes = 0;
		for (int round = 0; round < 2; round++) { // The first warms up.
			long start = System.nanoTime();
			int count = 0;
			while (System.nanoTime() - start < 3_000_000_000L) {
				pass.run();
				count++;
			}
			passes = count * 1e9 / (System.nanoTime() - start);
		}
		return passes;
	}

	/** Until it gets no faster: on two slow cores the compiler needs more than a minute beside the load. */
	private void warmUp(Running service, String path, Path script) {
		double best = 0;
		int slower = 0;
		for (int round = 0; round < MOST_WARMING && slower < 2; round++) {
			double now = lab.wrk(64, WARMING_SECONDS, script, service, path).perSecond();
			slower = now < best * 1.05 ? slower + 1 : 0;
			best = Math.max(best, now);
		}
	}

	private static Map<String, Wrk> table(String title, Map<String, Supplier<Wrk>> kinds) {
		say("\n" + title);
		var results = new TreeMap<String, List<Wrk>>();
		for (int round = 0; round < ROUNDS; round++) {
			new TreeMap<>(kinds).forEach((name, run) -> results
					.computeIfAbsent(name, _ -> new ArrayList<>())
					.add(run.get()));
		}
		var medians = new TreeMap<String, Wrk>();
		results.forEach((name, runs) -> medians.put(name, Wrk.median(runs)));
		medians.forEach((name, median) -> say("  %-16s %s".formatted(name, median)));
		return medians;
	}

	/** About 1,000 bytes, with an id by the intake. */
	private static String event(int number) {
		return event(number, 1000);
	}

	private static String event(int number, int bytes) {
		return "{\"type\":\"bench.event\",\"source\":\"/bench\",\"data\":{\"number\":%d,\"text\":\"%s\"}}"
				.formatted(number, "x".repeat(bytes - 80));
	}

	private static List<String> events(int count) {
		return IntStream.range(0, count).mapToObj(IngestBench::event).toList();
	}

	@SuppressWarnings("SystemOut") // The figures are what this program is for.
	private static void say(String line) {
		System.out.println(line);
	}
}
