package dev.millrace.bench;

import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Follows one shard from its end on until the deadline. */
final class Reader implements Runnable {
	private static final int LIMIT = 2_000;

	private final KinesisClient kinesis;
	private final String stream;
	private final String shard;
	private final long deadline;
	private final Tally tally;

	Reader(KinesisClient kinesis, String stream, String shard, long deadline, Tally tally) {
		this.kinesis = kinesis;
		this.stream = stream;
		this.shard = shard;
		this.deadline = deadline;
		this.tally = tally;
	}

	@Override
	public void run() {
		var iterator = kinesis.getShardIterator(
				request -> request.streamName(stream).shardId(shard).shardIteratorType(ShardIteratorType.LATEST))
				.shardIterator();
		while (System.nanoTime() < deadline) {
			var from = iterator;
			var reply = kinesis.getRecords(request -> request.shardIterator(from).limit(LIMIT));
			tally.add(reply.records().size(),
					reply.records()
							.stream()
							.map(Record::data)
							.mapToLong(data -> data.asByteArrayUnsafe().length)
							.sum());
			iterator = reply.nextShardIterator();
		}
	}
}
