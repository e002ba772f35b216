package dev.millrace.system.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

import static org.assertj.core.api.Assertions.assertThat;

class ReadingContractIT extends KinesisContract {
	private static final String SHARD = "shardId-000000000000";

	@Test
	void beginsWithTheOldestRecordAtTrimHorizon() {
		var name = stream(1);
		putNumbers(name, 3);

		assertThat(readAll(name, SHARD)).containsExactly("0", "1", "2");
	}

	@Test
	void beginsAfterTheNewestRecordAtLatest() {
		var name = stream(1);
		putNumbers(name, 3);
		var iterator = iterator(name, SHARD, ShardIteratorType.LATEST);
		assertThat(read(iterator)).isEmpty();
		put(name, "key", "later");

		assertThat(read(iterator)).containsExactly("later");
	}

	@Test
	void beginsAtOrAfterASequenceNumber() {
		var name = stream(1);
		var numbers = putNumbers(name, 3);

		assertThat(read(iteratorAt(name, ShardIteratorType.AT_SEQUENCE_NUMBER, numbers.get(1)))).containsExactly("1",
				"2");
		assertThat(read(iteratorAt(name, ShardIteratorType.AFTER_SEQUENCE_NUMBER, numbers.get(1))))
				.containsExactly("2");
		assertThat(read(iteratorAt(name, ShardIteratorType.AFTER_SEQUENCE_NUMBER, numbers.get(2)))).isEmpty();
	}

	@Test
	void beginsAtTheStartOfAShardByItsStartingSequenceNumber() {
		var name = stream(1);
		var start = shards(name).getFirst().sequenceNumberRange().startingSequenceNumber();
		putNumbers(name, 2);

		assertThat(read(iteratorAt(name, ShardIteratorType.AT_SEQUENCE_NUMBER, start))).containsExactly("0", "1");
	}

	@Test
	@NotOnLocalStack("begins with records before it")
	void beginsWithTheFirstRecordOfATime() {
		var name = stream(1);
		putNumbers(name, 2);
		var before = get(iterator(name, SHARD, ShardIteratorType.TRIM_HORIZON)).records()
				.getLast()
				.approximateArrivalTimestamp();
		// Arrivals are told to the millisecond: the next record must come in a later one.
		Awaitility.await().until(() -> Instant.now().isAfter(before.plusMillis(5)));
		put(name, "key", "later");
		var arrival = get(iterator(name, SHARD, ShardIteratorType.TRIM_HORIZON)).records()
				.getLast()
				.approximateArrivalTimestamp();

		assertThat(read(iteratorAt(name, arrival))).containsExactly("later");
		assertThat(read(iteratorAt(name, Instant.now().minus(Duration.ofHours(1))))).containsExactly("0", "1", "later");
	}

	@Test
	void goesOnFromIteratorToIterator() {
		var name = stream(1);
		putNumbers(name, 25);
		var read = new ArrayList<String>();
		var iterator = iterator(name, SHARD, ShardIteratorType.TRIM_HORIZON);
		while (read.size() < 25) {
			var from = iterator;
			var reply = kinesis.getRecords(request -> request.shardIterator(from).limit(10));
			assertThat(reply.records()).hasSizeLessThanOrEqualTo(10);
			reply.records().forEach(record -> read.add(text(record)));
			iterator = reply.nextShardIterator();
		}
		assertThat(read).isEqualTo(IntStream.range(0, 25).mapToObj(Integer::toString).toList());
	}

	@Test
	void tellsHowFarBehindItIs() {
		var name = stream(1);
		putNumbers(name, 20);
		var first = kinesis.getRecords(
				request -> request.shardIterator(iterator(name, SHARD, ShardIteratorType.TRIM_HORIZON)).limit(1));

		assertThat(first.millisBehindLatest()).isGreaterThanOrEqualTo(0);
		assertThat(get(first.nextShardIterator()).millisBehindLatest()).isZero();
	}

	@Test
	@NotOnLocalStack("its Kinesis ends under it")
	void givesAtMostTenMebibytesAtOnce() {
		var name = stream(1);
		for (int i = 0; i < 12; i++) {
			put(name, "key", "x".repeat(1_000_000));
		}
		var first = get(iterator(name, SHARD, ShardIteratorType.TRIM_HORIZON));
		var rest = get(first.nextShardIterator());

		assertThat(first.records().stream().mapToInt(record -> record.data().asByteArrayUnsafe().length).sum())
				.isLessThanOrEqualTo(10 << 20);
		assertThat(first.records().size() + rest.records().size()).isEqualTo(12);
	}

	@Test
	void tellsWhenEachRecordArrived() {
		var name = stream(1);
		putNumbers(name, 1);
		var arrival = get(iterator(name, SHARD, ShardIteratorType.TRIM_HORIZON)).records()
				.getFirst()
				.approximateArrivalTimestamp();

		assertThat(Duration.between(arrival, Instant.now()).abs()).isLessThan(Duration.ofMinutes(5));
	}

	private String iteratorAt(String stream, ShardIteratorType type, String sequenceNumber) {
		return iterator(stream, SHARD,
				request -> request.shardIteratorType(type).startingSequenceNumber(sequenceNumber));
	}

	private String iteratorAt(String stream, Instant time) {
		return iterator(stream, SHARD,
				request -> request.shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(time));
	}

	private List<String> putNumbers(String stream, int count) {
		return IntStream.range(0, count)
				.mapToObj(i -> put(stream, "key", Integer.toString(i)).sequenceNumber())
				.toList();
	}
}
