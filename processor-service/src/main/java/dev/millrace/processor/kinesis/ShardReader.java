package dev.millrace.processor.kinesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

import dev.millrace.processor.StreamHistory.From;
import dev.millrace.processor.StreamHistory.Part;
import dev.millrace.processor.StreamHistory.Reader;
import dev.millrace.processor.StreamRecord;

/** Reads a shard with iterators, which last five minutes: one that has expired is made anew where it had come to. */
final class ShardReader implements Reader {

	private final KinesisClient client;
	private final String stream;
	private final String shard;
	private final Aggregates aggregates;
	private From from;
	private @Nullable String iterator;

	ShardReader(KinesisClient client, String stream, String shard, From from, Aggregates aggregates) {
		this.client = client;
		this.stream = stream;
		this.shard = shard;
		this.from = from;
		this.aggregates = aggregates;
	}

	@Override
	public Part next(int limit) {
		GetRecordsResponse answer = KinesisHistory.held(() -> records(limit));
		iterator = answer.nextShardIterator();
		List<StreamRecord> records = new ArrayList<>();
		long bytes = 0;
		for (Record record : answer.records()) {
			records.addAll(aggregates.takeApart(KinesisClientRecord.fromRecord(record), stream, shard));
			bytes += record.data().asByteArrayUnsafe().length;
		}
		Optional<String> last = answer.records().isEmpty() ? Optional.empty()
				: Optional.of(answer.records().getLast().sequenceNumber());
		last.ifPresent(number -> from = new From.After(number));
		long behind = answer.millisBehindLatest() == null ? 0 : answer.millisBehindLatest();
		return new Part(records, answer.records().size(), bytes, last, behind, iterator == null);
	}

	private GetRecordsResponse records(int limit) {
		try {
			String at = iterator();
			return client.getRecords(get -> get.shardIterator(at).limit(limit));
		} catch (ExpiredIteratorException _) {
			iterator = null;
			String anew = iterator();
			return client.getRecords(get -> get.shardIterator(anew).limit(limit));
		}
	}

	/** Where it stands. */
	String iterator() {
		String at = iterator;
		if (at == null) {
			at = KinesisHistory.held(() -> client.getShardIterator(request())).shardIterator();
			iterator = at;
		}
		return at;
	}

	private GetShardIteratorRequest request() {
		var request = GetShardIteratorRequest.builder().streamName(stream).shardId(shard);
		var begun = switch (from) {
			case From.Beginning() -> request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
			case From.Time(var arrival) ->
				request.shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(arrival);
			case From.At(var number) ->
				request.shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER).startingSequenceNumber(number);
			case From.After(var number) ->
				request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER).startingSequenceNumber(number);
		};
		return begun.build();
	}
}
