package dev.millrace.bench.processor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.kinesis.KinesisClient;

import dev.millrace.bench.Running;

/**
 * The processor, the bare loop and a peer, where there is one, in turns on one local cloud: each has a stream of two shards
 * and a table with three indexes of its own, and is given the same number of events at once.
 */
final class SideBySide {

	private static final int ROUNDS = 3;
	private static final int MOST_TO_WARM_UP = 8;
	private static final double FASTER = 1.03;
	/** A tenth of the events: with as many a round of its took minutes. */
	private static final int SHARE_OF_PEER = 10;
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

	/** The median of three rounds each, when all are warm. */
	String measure(Ids ids, Optional<BentoLoop> peer) throws IOException, InterruptedException {
		List<Double> peers = new ArrayList<>();
		List<Double> bare = new ArrayList<>();
		List<Double> millrace = new ArrayList<>();
		double cloudForBare = 0;
		double cloudForMillrace = 0;
		double own = 0;
		warmUp(ids, peer);
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
			if (peer.isPresent()) {
				peers.add(bento(ids, peer.get()));
			}
		}
		return """
				ids %s: bare loop %,.0f events/s, processor %,.0f events/s, ratio %.2f (rounds: %s, %s)
				CPU of an event: the local cloud's %.2f ms for the bare loop, %.2f ms for the processor, whose own is %.2f ms"""
				.formatted(ids.name().toLowerCase(Locale.ROOT).replace('_', ' '), median(bare), median(millrace),
						median(millrace) / median(bare), rounded(bare), rounded(millrace), millis(cloudForBare),
						millis(cloudForMillrace), millis(own))
				+ (peers.isEmpty() ? "\nBento is not on the PATH"
						: "\nBento %,.0f events/s, the processor %.2f of it (rounds: %s)".formatted(median(peers),
								median(millrace) / median(peers), rounded(peers)));
	}

	/** Until it gets no faster: two cores compile for a minute what they run. */
	private void warmUp(Ids ids, Optional<BentoLoop> peer) throws IOException, InterruptedException {
		if (peer.isPresent()) {
			bento(ids, peer.get());
		}
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

	private double bento(Ids ids, BentoLoop peer) throws IOException, InterruptedException {
		long before = peer.sent();
		var some = ids.events(events / SHARE_OF_PEER);
		long from = System.nanoTime();
		new Puts(kinesis, PEER).all(some);
		peer.await(before + some.size());
		return perSecond(some.size(), from);
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

	private static double perSecond(int some, long from) {
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
