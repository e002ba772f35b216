package dev.millrace.ingest.kinesis;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

import dev.millrace.event.Event;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever keys and documents: the KCL takes the record apart into the very same. */
class AggregateFuzzTests {

	private static final String HASH_KEY = new Buckets(64).hashKey(7);

	@FuzzTest(maxDuration = "5s")
	void isTakenApartByTheKcl(FuzzedDataProvider data) {
		var events = new ArrayList<Event>();
		int count = data.consumeInt(1, 20);
		for (int i = 0; i < count; i++) {
			// Kinesis, and so its library, takes well-formed keys of at least one character.
			String key = "k" + data.consumeAsciiString(200);
			events.add(new Event("id", "/fuzz", "t", Optional.empty(), key, Instant.EPOCH, true,
					data.consumeBytes(400)));
		}
		var aggregate = new Aggregate(HASH_KEY);
		int estimate = aggregate.size() + events.stream().mapToInt(Aggregate::sizeOf).sum();
		events.forEach(aggregate::add);
		byte[] record = aggregate.toBytes();
		assertThat(record.length).isLessThanOrEqualTo(estimate);
		List<KinesisClientRecord> taken = Deaggregated.records(record);
		assertThat(taken).hasSameSizeAs(events);
		for (int i = 0; i < count; i++) {
			assertThat(taken.get(i).data()).isEqualTo(ByteBuffer.wrap(events.get(i).document()));
			assertThat(taken.get(i).partitionKey()).isEqualTo(events.get(i).partitionKey());
			assertThat(taken.get(i).explicitHashKey()).isEqualTo(HASH_KEY);
		}
	}
}
