package dev.millrace.ingest.kinesis;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

import dev.millrace.event.Event;
import dev.millrace.ingest.Events;

import static org.assertj.core.api.Assertions.assertThat;

/** The KCL's own de-aggregator is the judge: what it takes apart, every KPL-aware consumer does. */
class AggregateTests {

	private static final String HASH_KEY = new Buckets(64).hashKey(7);

	@Test
	void isTakenApartByTheKcl() {
		for (long seed = 0; seed < 300; seed++) {
			var events = randomEvents(new Random(seed));
			var records = deaggregate(aggregate(events), "0",
					BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE).toString());
			assertThat(records).as("seed %d", seed).hasSameSizeAs(events);
			for (int i = 0; i < events.size(); i++) {
				assertThat(bytes(records.get(i))).as("seed %d", seed).isEqualTo(events.get(i).document());
				assertThat(records.get(i).partitionKey()).isEqualTo(events.get(i).partitionKey());
				assertThat(records.get(i).explicitHashKey()).isEqualTo(HASH_KEY);
				assertThat(records.get(i).subSequenceNumber()).isEqualTo(i);
			}
		}
	}

	@Test
	void isTakenApartWholeInAnyShardThatHoldsItsHashKey() {
		var events = randomEvents(new Random(1));
		assertThat(deaggregate(aggregate(events), HASH_KEY, HASH_KEY)).hasSameSizeAs(events);
	}

	@Test
	void isNeverLargerThanItsEstimate() {
		for (long seed = 0; seed < 300; seed++) {
			var events = randomEvents(new Random(seed));
			int estimate = new Aggregate(HASH_KEY).size() + events.stream().mapToInt(Aggregate::sizeOf).sum();
			assertThat(aggregate(events).length).as("seed %d", seed).isLessThanOrEqualTo(estimate);
		}
	}

	@Test
	void anEventAloneIsNeverLargerThanItSays() {
		for (int length : List.of(0, 100, 20_000, 1_000_000)) {
			var event = Events.event("id", "\u00fc".repeat(256), "x".repeat(length));
			int bytes = aggregate(List.of(event)).length + 512;
			assertThat(event.recordBytes()).isBetween(bytes, bytes + 64);
		}
	}

	private static List<Event> randomEvents(Random random) {
		var events = new ArrayList<Event>();
		for (int i = 0; i <= random.nextInt(40); i++) {
			int length = random.nextInt(10) == 0 ? random.nextInt(40_000) : random.nextInt(300);
			events.add(Events.event("id-" + i, "key-\u00fc-" + random.nextInt(5), "x".repeat(length)));
		}
		return events;
	}

	private static byte[] aggregate(List<Event> events) {
		var aggregate = new Aggregate(HASH_KEY);
		events.forEach(aggregate::add);
		return aggregate.toBytes();
	}

	private static List<KinesisClientRecord> deaggregate(byte[] data, String lowest, String highest) {
		var outer = KinesisClientRecord.builder()
				.data(ByteBuffer.wrap(data))
				.partitionKey("outer")
				.sequenceNumber("1")
				.approximateArrivalTimestamp(Instant.EPOCH)
				.build();
		return new AggregatorUtil().deaggregate(List.of(outer), lowest, highest);
	}

	private static byte[] bytes(KinesisClientRecord record) {
		byte[] bytes = new byte[record.data().remaining()];
		record.data().duplicate().get(bytes);
		return bytes;
	}
}
