package dev.millrace.bench.processor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.kinesis.KinesisClient;

import dev.millrace.bench.Running;

/**
 * The processor and the bare loop in turns, and then a peer, where there is one, on one local cloud: each has a stream of
 * two shards and a table with three indexes of its own, and is given some number of events at once.
 */
final class SideBySide {

	private static final int ROUNDS = 3;
	private static final int MOST_TO_WARM_UP = 8;
	private static final double FASTER = 1.03;
	/** What a peer must have put of its events for its round to end: the others it may keep for minutes. */
	private static final double MOST_OF_PEER = 0.9;
	private static final String BARE = "bench-bare";
	/** The peer's stream and table. */
	static final String PEER = "bench-peer";

	private final KinesisClient kinesis;
	private final DynamoDbClient dynamo;
	private final Running cloud;
	private final Running processor;
	private final Settled settled;
	private final int events;

	SideBySide(KinesisClient kinesis, DynamoDbClient dynamo, Running cloud, Running processor, int events) {
		this.kinesis = kinesis;
		this.dynamo = dynamo;
		this.cloud = cloud;
		this.processor = processor;
		this.settled = new Settled(processor);
		this.events = events;
		make(BARE);
		make(PEER);
	}

	/** The median of three rounds each, when both are warm. */
	String measure(Ids ids) throws IOException, InterruptedException {
		List<Double> bare = new ArrayList<>();
		List<Double> millrace = new ArrayList<>();
		double cloudForBare = 0;
		double cloudForMillrace = 0;
		double own = 0;
		warmUp(ids);
		for (int round = 0; round < ROUNDS; round++) {
			double begun = cloud.cpuSeconds();
			double bareRound = bare(ids);
			double between = cloud.cpuSeconds();
			double before = processor.cpuSeconds();
			double millraceRound = millrace(ids);
			bare.add(bareRound);
			millrace.add(millraceRound);
			cloudForBare += between - begun;
			cloudForMillrace += cloud.cpuSeconds() - between;
			own += processor.cpuSeconds() - before;
		}
		return """
				ids %s: bare loop %,.0f events/s, processor %,.0f events/s, ratio %.2f (rounds: %s, %s)
				CPU of an event: the local cloud's %.2f ms for the bare loop, %.2f ms for the processor, whose own is %.2f ms"""
				.formatted(ids.name().toLowerCase(Locale.ROOT).replace('_', ' '), median(bare), median(millrace),
						median(millrace) / median(bare), rounded(bare), rounded(millrace), millis(cloudForBare),
						millis(cloudForMillrace), millis(own));
	}

	/** The median of three rounds of a peer, after one to warm up; the processor is idle meanwhile. */
	String measure(BentoLoop peer) throws IOException, InterruptedException {
		List<Double> rounds = new ArrayList<>();
		bento(peer);
		for (int round = 0; round < ROUNDS; round++) {
			rounds.add(bento(peer));
		}
		return "Bento %,.0f events/s, whoever made the ids (rounds: %s)".formatted(median(rounds), rounded(rounds));
	}

	/** Until it gets no faster: two cores compile for a minute what they run. */
	private void warmUp(Ids ids) throws IOException, InterruptedException {
		double best = 0;
		for (int round = 0; round < MOST_TO_WARM_UP; round++) {
			bare(ids);
			double now = millrace(ids);
			if (now < best * FASTER) {
				return;
			}
			best = now;
		}
	}

	private double millis(double seconds) {
		return seconds * 1000 / ROUNDS / events;
	}

	private double millrace(Ids ids) throws IOException, InterruptedException {
		double before = settled.count();
		var some = ids.events(events);
		long from = System.nanoTime();
		new Puts(kinesis, Ground.STREAM).all(some);
		settled.await(before + events);
		return perSecond(events, from);
	}

	private double bento(BentoLoop peer) throws IOException, InterruptedException {
		long before = peer.sent();
		var some = Ids.BY_INGEST.events(events);
		long from = System.nanoTime();
		new Puts(kinesis, PEER).all(some);
		long sent = peer.await(before + Math.round(MOST_OF_PEER * events));
		return perSecond(sent - before, from);
	}

	private double bare(Ids ids) throws InterruptedException {
		var stored = new LongAdder();
		var some = ids.events(events);
		var shards = kinesis.listShards(list -> list.streamName(BARE)).shards();
		var threads = Executors.newFixedThreadPool(shards.size());
		try {
			List<Future<Void>> loops = shards.stream()
					.map(shard -> threads.submit(new BareLoop(kinesis, dynamo, BARE, shard.shardId(), ids, stored)))
					.toList();
			Thread.sleep(1000); // Both have their places in the stream by then, and wait.
			long from = System.nanoTime();
			new Puts(kinesis, BARE).all(some);
			while (stored.sum() < events) {
				if (loops.stream().anyMatch(Future::isDone)) {
					throw new IllegalStateException("a bare loop has ended: " + loops);
				}
				Thread.sleep(250);
			}
			return perSecond(events, from);
		} finally {
			threads.shutdownNow();
			threads.close();
		}
	}

	private static double perSecond(long some, long from) {
		return some * 1e9 / (System.nanoTime() - from);
	}

	private static double median(List<Double> rounds) {
		return rounds.stream().sorted().toList().get(rounds.size() / 2);
	}

	private static List<Long> rounded(List<Double> rounds) {
		return rounds.stream().map(Math::round).toList();
	}

	private void make(String name) {
		kinesis.createStream(create -> create.streamName(name).shardCount(2));
		kinesis.waiter().waitUntilStreamExists(describe -> describe.streamName(name));
		TableDescription table = dynamo.describeTable(describe -> describe.tableName(Ground.TABLE)).table();
		dynamo.createTable(create -> create.tableName(name)
				.billingMode("PAY_PER_REQUEST")
				.keySchema(table.keySchema())
				.attributeDefinitions(table.attributeDefinitions())
				.globalSecondaryIndexes(table.globalSecondaryIndexes()
						.stream()
						.map(index -> GlobalSecondaryIndex.builder()
								.indexName(index.indexName())
								.keySchema(index.keySchema())
								.projection(index.projection())
								.build())
						.toList()));
		dynamo.waiter().waitUntilTableExists(describe -> describe.tableName(name));
	}
}
