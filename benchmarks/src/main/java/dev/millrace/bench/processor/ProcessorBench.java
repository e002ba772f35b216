package dev.millrace.bench.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ScalingType;

import dev.millrace.bench.Running;

/**
 * The packaged processor on the packaged local cloud: as fast as a bare loop on the same stream and table? How soon is an
 * event readable, what is called for it, and in what memory?
 */
public final class ProcessorBench {

	private static final int RATE = 200;
	private static final Duration STEADY = Duration.ofSeconds(60);
	private static final Duration WARM_UP = Duration.ofSeconds(15);
	private static final int MANY_SHARDS = 8;
	private static final int EXPORTED = 100_000;

	private ProcessorBench() {}

	/** Arguments: the built repository, events of each round (default 8,000), names of rows with commas between (default all). */
	public static void main(String... arguments) throws Exception {
		var root = Path.of(arguments.length > 0 ? arguments[0] : "").toAbsolutePath();
		int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8000;
		var rows = arguments.length > 2 ? Row.named(arguments[2]) : EnumSet.allOf(Row.class);
		say("load of the machine before: " + load());
		for (Row row : rows) {
			try (var ground = new Ground(root)) {
				run(row, ground, events);
			}
		}
		say(Paper.growth());
		say("load of the machine after: " + load());
	}

	private static void run(Row row, Ground ground, int events) throws IOException, InterruptedException {
		switch (row) {
			case THROUGHPUT -> throughput(ground, events);
			case STEADY -> steadily(ground);
			case MEMORY -> inLittleMemory(ground, events);
			case EXPORT -> say(new Exported(ground, EXPORTED).measure());
			case STARTS -> say(new Starts(ground).measure());
			case REPLAY -> besideAReplay(ground, events);
		}
	}

	private enum Row {
		THROUGHPUT, STEADY, MEMORY, EXPORT, STARTS, REPLAY;

		static Set<Row> named(String names) {
			return Arrays.stream(names.toUpperCase(Locale.ROOT).split(",", -1))
					.map(Row::valueOf)
					.collect(Collectors.toCollection(() -> EnumSet.noneOf(Row.class)));
		}
	}

	private static void throughput(Ground ground, int events) throws IOException, InterruptedException {
		try (var kinesis = ground.kinesis();
				var dynamo = ground.dynamo();
				var processor = ground.processor(ground.endpoint(), "-Xmx512m")) {
			var sideBySide = new SideBySide(kinesis, dynamo, ground.cloud(), processor, events);
			for (Ids ids : Ids.values()) {
				say(sideBySide.measure(ids));
			}
			Optional<Running> peer = ground.bento(BentoLoop.configuration(ground.endpoint(), SideBySide.PEER));
			try {
				say(peer.isPresent()
						? sideBySide.measure(new BentoLoop(peer.get()))
						: "Bento is not on the PATH");
			} finally {
				peer.ifPresent(Running::close);
			}
		}
	}

	private static void besideAReplay(Ground ground, int events) throws IOException, InterruptedException {
		try (var kinesis = ground.kinesis(); var processor = ground.processor(ground.endpoint(), "-Xmx512m")) {
			say(new Replayed(kinesis, processor, events).measure());
		}
	}

	private static void steadily(Ground ground) throws IOException, InterruptedException {
		try (var counter = new CallCounter(ground.endpoint());
				var ingest = ground.ingest();
				var processor = ground.processor(counter.endpoint(), "-Xmx512m")) {
			var steady = new Steady(ingest, processor);
			steady.run(RATE, WARM_UP);
			var settled = new Settled(processor);
			double before = settled.count();
			counter.take();
			long from = System.nanoTime();
			say(steady.run(RATE, STEADY));
			double seconds = (System.nanoTime() - from) / 1e9;
			costs(counter.take(), seconds, settled.count() - before);
		}
	}

	/** The settings are those of the profile for one machine. */
	private static void costs(Map<String, Long> calls, double seconds, double events) {
		// Those that are polled for have a client's id, and so a claim.
		var paper = new Paper(2, 1, 0.2, 5, 1, 0.5, 2).perSecond(events * (1 + 1.0 / Steady.POLLED) / seconds);
		say("calls of %.0f s with %.0f events, all of them: %s".formatted(seconds, events, calls));
		paper.forEach((what, perSecond) -> say("%-14s %6.2f a second, on paper %6.2f, ratio %.2f".formatted(what,
				calls.getOrDefault(what, 0L) / seconds, perSecond,
				calls.getOrDefault(what, 0L) / seconds / perSecond)));
	}

	private static void inLittleMemory(Ground ground, int events) throws IOException, InterruptedException {
		try (var kinesis = ground.kinesis()) {
			grow(kinesis);
			try (var processor = ground.processor(ground.endpoint(), "-XX:MaxRAM=512m", "-XX:MaxRAMPercentage=50",
					"-XX:+ExitOnOutOfMemoryError")) {
				var settled = new Settled(processor);
				double before = settled.count();
				new Puts(kinesis, Ground.STREAM).all(Ids.BY_INGEST.events(4 * events));
				settled.await(before + 4.0 * events);
				say("%d shards, %d events at full rate, as in a container of 512 MiB: %s".formatted(MANY_SHARDS,
						4 * events, processor.peakMemory()));
			}
		}
	}

	/** Kinesis doubles the shards at most. */
	private static void grow(KinesisClient kinesis) {
		for (int shards = 4; shards <= MANY_SHARDS; shards *= 2) {
			int target = shards;
			kinesis.updateShardCount(update -> update.streamName(Ground.STREAM)
					.targetShardCount(target)
					.scalingType(ScalingType.UNIFORM_SCALING));
			kinesis.waiter().waitUntilStreamExists(describe -> describe.streamName(Ground.STREAM));
		}
	}

	private static String load() throws IOException {
		return Files.readString(Path.of("/proc/loadavg")).strip();
	}

	@SuppressWarnings("SystemOut") // The figures are what this program is for.
	private static void say(String line) {
		System.out.println(line);
	}
}
