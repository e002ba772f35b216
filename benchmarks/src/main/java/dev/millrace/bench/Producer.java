package dev.millrace.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/** Puts batches one after the other until the deadline. */
final class Producer implements Runnable {
	private static final int BATCH = 500;
	private static final int RECORD_BYTES = 1_000;

	private final KinesisClient kinesis;
	private final String stream;
	private final long deadline;
	private final Tally tally;
	private final Latencies latencies;
	private final List<PutRecordsRequestEntry> batch;

	Producer(KinesisClient kinesis, String stream, long deadline, Tally tally, Latencies latencies, int seed) {
		this.kinesis = kinesis;
		this.stream = stream;
		this.deadline = deadline;
		this.tally = tally;
		this.latencies = latencies;
		this.batch = batch(new Random(seed));
	}

	@Override
	public void run() {
		while (System.nanoTime() < deadline) {
			long begin = System.nanoTime();
			var reply = kinesis.putRecords(request -> request.streamName(stream).records(batch));
			latencies.add(System.nanoTime() - begin);
			tally.add(BATCH - reply.failedRecordCount(), (BATCH - reply.failedRecordCount()) * (long) RECORD_BYTES);
		}
	}

	private static List<PutRecordsRequestEntry> batch(Random random) {
		var batch = new ArrayList<PutRecordsRequestEntry>();
		for (int i = 0; i < BATCH; i++) {
			var data = new byte[RECORD_BYTES];
			random.nextBytes(data);
			batch.add(PutRecordsRequestEntry.builder()
					.partitionKey("key-" + random.nextInt(1_000_000))
					.data(SdkBytes.fromByteArrayUnsafe(data))
					.build());
		}
		return batch;
	}
}
