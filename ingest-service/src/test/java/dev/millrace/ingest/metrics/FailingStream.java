package dev.millrace.ingest.metrics;

import java.util.concurrent.atomic.AtomicInteger;

import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** A stream that fails as many calls and then entries as it is told to, and takes all else. */
final class FailingStream implements KinesisClient {

	private final AtomicInteger callsToFail = new AtomicInteger();
	private final AtomicInteger entriesToFail = new AtomicInteger();

	void fails(int calls, int entries) {
		callsToFail.set(calls);
		entriesToFail.set(entries);
	}

	@Override
	public PutRecordsResponse putRecords(PutRecordsRequest request) {
		if (next(callsToFail)) {
			throw ProvisionedThroughputExceededException.builder().message("made for this test").build();
		}
		return PutRecordsResponse.builder().records(request.records().stream().map(_ -> entry()).toList()).build();
	}

	private PutRecordsResultEntry entry() {
		return next(entriesToFail)
				? PutRecordsResultEntry.builder().errorCode("ProvisionedThroughputExceededException").build()
				: PutRecordsResultEntry.builder().shardId("shardId-000000000000").sequenceNumber("491").build();
	}

	private static boolean next(AtomicInteger left) {
		return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
	}

	@Override
	public DescribeStreamSummaryResponse describeStreamSummary(DescribeStreamSummaryRequest request) {
		return DescribeStreamSummaryResponse.builder()
				.streamDescriptionSummary(stream -> stream.streamStatus(StreamStatus.ACTIVE))
				.build();
	}

	@Override
	public String serviceName() {
		return "kinesis";
	}

	@Override
	public void close() {}
}
