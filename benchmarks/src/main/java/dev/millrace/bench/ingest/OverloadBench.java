package dev.millrace.bench.ingest;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.millrace.bench.Running;

/**
 * The packaged ingest service at five times what its stream takes: how much is still accepted and how fast, whether its probes
 * answer, what memory it takes, and how soon it is itself again. The stream is a stub in a second process that takes so many
 * bytes a second and lets calls wait for it.
 */
public final class OverloadBench {

	private static final int EVENT_BYTES = 1000;
	private static final Duration WARM_UP = Duration.ofSeconds(30);
	private static final int OVERLOAD = 5;

	private OverloadBench() {}

	/** Arguments: the built repository, events a second that the stream takes (default 400), seconds for each step (default 20). */
	public static void main(String... arguments) throws Exception {
		var root = Path.of(arguments.length > 0 ? arguments[0] : "").toAbsolutePath();
		int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 400;
		var time = Duration.ofSeconds(arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20);
		try (var lab = new Lab(root);
				var _ = lab.stubKinesis(rate * (EVENT_BYTES + 200));
				var service = lab.ingestOnEndpoint();
				var probes = Executors.newSingleThreadScheduledExecutor()) {
			run(service, rate, time, probes);
		}
	}

	private static void run(Running service, int rate, Duration time, ScheduledExecutorService probes)
			throws Exception {
		var load = new OpenLoad(URI.create(service.uri("/v1/events")), Lab.KEY, event());
		// Both programs learn what an overload is before one counts: two slow cores compile for a minute.
		load.run(rate, WARM_UP);
		load.run(rate * OVERLOAD, WARM_UP);
		say("half of what the stream takes: " + load.run(rate / 2, time));
		var peak = load.run(rate * 6 / 5, time);
		say("a fifth more than it takes:    " + peak);
		var failed = new AtomicInteger();
		var probing = probes.scheduleWithFixedDelay(() -> probe(service, failed), 0, 200, TimeUnit.MILLISECONDS);
		var over = load.run(rate * OVERLOAD, time);
		probing.cancel(false);
		say("five times what it takes:      " + over);
		say("not answered, because: " + load.failures());
		say("probes that were not answered 200: " + failed);
		var after = load.run(rate / 2, Duration.ofSeconds(10));
		say("half of it again, at once:     " + after);
		say("goodput %.2f of the peak, p99 of what is accepted %.2f of the peak's; turned away after the overload for %.1f s; %s"
				.formatted(over.goodput() / peak.goodput(), over.p99() / peak.p99(), recovery(after),
						service.peakMemory()));
	}

	/** Seconds until the last one that was turned away. */
	private static double recovery(OpenLoad.Result after) {
		return after.answers()
				.stream()
				.filter(answer -> answer.status() != 202)
				.mapToDouble(answer -> (answer.sent() - after.start()) / 1e9)
				.max()
				.orElse(0);
	}

	private static void probe(Running service, AtomicInteger failed) {
		if (!service.answers("/livez") || !service.answers("/readyz")) {
			failed.incrementAndGet();
		}
	}

	private static String event() {
		return "{\"type\":\"bench.event\",\"source\":\"/bench\",\"data\":\"%s\"}"
				.formatted("x".repeat(EVENT_BYTES - 56));
	}

	@SuppressWarnings("SystemOut") // The figures are what this program is for.
	private static void say(String line) {
		System.out.println(line);
	}
}
