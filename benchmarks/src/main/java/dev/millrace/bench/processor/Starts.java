package dev.millrace.bench.processor;

import java.io.IOException;
import java.util.List;

import software.amazon.awssdk.services.kinesis.KinesisClient;

import dev.millrace.bench.Running;

/** From the start of a JVM to the first record in the table: by the first worker there ever was, and by one that comes again. */
final class Starts {

	private static final int TIMES = 3;

	private final Ground ground;

	Starts(Ground ground) {
		this.ground = ground;
	}

	String measure() throws IOException, InterruptedException {
		try (var kinesis = ground.kinesis()) {
			double first = seconds(kinesis, false);
			List<Double> afterStop = List.of(seconds(kinesis, false), seconds(kinesis, false), seconds(kinesis, true));
			List<Double> afterKill = List.of(seconds(kinesis, true), seconds(kinesis, true), seconds(kinesis, true));
			return "JVM start to first record: without leases %.1f s, after SIGTERM %s s, after kill -9 %s s".formatted(
					first, rounded(afterStop), rounded(afterKill));
		}
	}

	/** @param killed how it ends */
	private double seconds(KinesisClient kinesis, boolean killed) throws IOException, InterruptedException {
		new Puts(kinesis, Ground.STREAM).all(Ids.BY_INGEST.events(TIMES));
		long from = System.nanoTime();
		Running processor = ground.warmProcessor();
		new Settled(processor).await(TIMES);
		double seconds = (System.nanoTime() - from) / 1e9;
		if (killed) {
			processor.process().destroyForcibly().onExit().join();
		} else {
			processor.close();
		}
		return seconds;
	}

	private static List<String> rounded(List<Double> seconds) {
		return seconds.stream().map("%.1f"::formatted).toList();
	}
}
