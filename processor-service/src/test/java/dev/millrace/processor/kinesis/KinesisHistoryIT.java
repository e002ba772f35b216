package dev.millrace.processor.kinesis;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

import dev.millrace.processor.StreamHistory.Forgotten;
import dev.millrace.processor.StreamHistory.From;
import dev.millrace.processor.StreamHistory.Part;
import dev.millrace.processor.StreamHistory.Shard;
import dev.millrace.processor.StreamRecord;
import dev.millrace.processor.Unavailable;
import dev.millrace.testing.LocalCloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KinesisHistoryIT {

	@RegisterExtension
	static final LocalCloud CLOUD = new LocalCloud();

	private static final String STREAM = "history";
	private static final String MIDDLE = "170141183460469231731687303715884105728";
	private static final KinesisClient CLIENT = KinesisClient.builder()
			.endpointOverride(CLOUD.endpoint())
			.region(Region.US_EAST_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
			.build();

	private static final List<String> NUMBERS = new ArrayList<>();
	private static Instant later = Instant.EPOCH;

	private final KinesisHistory history = new KinesisHistory(CLIENT, STREAM);

	/** Four records, of which the third is an aggregate of two; then two shards, with one record each. */
	@BeforeAll
	static void writeHistory() {
		CLIENT.createStream(create -> create.streamName(STREAM).shardCount(1));
		awaitActive();
		put("one", "0");
		put("two", "0");
		later = Instant.now().plusMillis(1);
		Awaitility.await().until(() -> Instant.now().isAfter(later));
		put(SdkBytes.fromByteArray(Aggregated.of(List.of("three".getBytes(UTF_8), "four".getBytes(UTF_8)))), "0");
		put("five", "0");
		CLIENT.splitShard(split -> split.streamName(STREAM)
				.shardToSplit("shardId-000000000000")
				.newStartingHashKey(MIDDLE));
		awaitActive();
		put("low", "0");
		put("high", MIDDLE);
	}

	private static void awaitActive() {
		Awaitility.await()
				.until(() -> CLIENT.describeStreamSummary(describe -> describe.streamName(STREAM))
						.streamDescriptionSummary()
						.streamStatus() == StreamStatus.ACTIVE);
	}

	private static void put(String text, String hashKey) {
		put(SdkBytes.fromUtf8String(text), hashKey);
	}

	private static void put(SdkBytes bytes, String hashKey) {
		NUMBERS.add(CLIENT.putRecord(put -> put.streamName(STREAM)
				.partitionKey("k")
				.explicitHashKey(hashKey)
				.data(bytes)).sequenceNumber());
	}

	@AfterAll
	static void close() {
		CLIENT.close();
	}

	private static List<String> texts(Part part) {
		return part.records().stream().map(record -> new String(record.bytes(), UTF_8)).toList();
	}

	private String shard(int number) {
		return "shardId-00000000000" + number;
	}

	@Test
	void tellsShardsWithTheirParents() {
		assertThat(history.retention()).isEqualTo(Duration.ofHours(24));
		assertThat(history.shards()).extracting(Shard::id).containsExactly(shard(0), shard(1), shard(2));
		assertThat(history.shards().get(0).parents()).isEmpty();
		assertThat(history.shards().get(2).parents()).containsExactly(shard(0));
	}

	@Test
	void readsAShardToItsEnd() {
		var reader = history.reader(shard(0), new From.Beginning());
		var first = reader.next(2);
		assertThat(texts(first)).containsExactly("one", "two");
		assertThat(first.whole()).isEqualTo(2);
		assertThat(first.bytes()).isEqualTo(6);
		assertThat(first.last()).contains(NUMBERS.get(1));
		assertThat(first.ends()).isFalse();

		var rest = reader.next(100);
		assertThat(texts(rest)).containsExactly("three", "four", "five");
		assertThat(rest.whole()).isEqualTo(2);
		assertThat(rest.records()).extracting(record -> record.position().subsequenceNumber())
				.containsExactly(0L, 1L,
						0L);
		Part end = rest.ends() ? rest : reader.next(100);
		assertThat(end.ends()).isTrue();
	}

	@Test
	void beginsWhereItIsTold() {
		assertThat(texts(history.reader(shard(0), new From.At(NUMBERS.get(1))).next(1))).containsExactly("two");
		assertThat(texts(history.reader(shard(0), new From.After(NUMBERS.get(1))).next(1))).containsExactly("three",
				"four");
		assertThat(texts(history.reader(shard(0), new From.Time(later)).next(1))).containsExactly("three", "four");
		assertThat(texts(history.reader(shard(1), new From.Time(Instant.now().minusSeconds(3600))).next(100)))
				.containsExactly("low");
	}

	@Test
	void isAtTheEndOfAShardThatIsOpen() {
		var part = history.reader(shard(2), new From.Beginning()).next(100);
		assertThat(texts(part)).containsExactly("high");
		assertThat(part.ends()).isFalse();
		assertThat(part.millisBehind()).isZero();
		assertThat(history.reader(shard(2), new From.After(NUMBERS.getLast())).next(100).last()).isEmpty();
	}

	/** Of the aggregate, one record's hash key lies in the shard's range only as long as that has not been split. */
	@Test
	void knowsWhatIsMisplaced() {
		put(SdkBytes.fromByteArray(Aggregated.of(List.of("mine".getBytes(UTF_8), "not mine".getBytes(UTF_8)))), "0");
		assertThat(history.shards()).isNotEmpty();
		var records = history.reader(shard(1), new From.At(NUMBERS.getLast())).next(1).records();
		assertThat(records).extracting(StreamRecord::damage).first().satisfies(damage -> assertThat(damage).isEmpty());
		assertThat(records.getLast().damage()).isPresent();
	}

	@Test
	void saysWhatItDoesNotHold() {
		assertThat(history.holds(shard(0), NUMBERS.getFirst())).isTrue();
		assertThat(history.holds(shard(0), "1")).isFalse();
		assertThatThrownBy(() -> history.reader(shard(9), new From.Beginning()).next(1)).isInstanceOf(Forgotten.class);
		assertThatThrownBy(() -> new KinesisHistory(CLIENT, "none").shards()).isInstanceOf(Unavailable.class);
	}

	@Test
	void saysWhenTheStreamDoesNotAnswer() {
		try (var deaf = KinesisClient.builder()
				.endpointOverride(URI.create("http://127.0.0.1:1"))
				.region(Region.US_EAST_1)
				.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
				.build()) {
			assertThatThrownBy(() -> new KinesisHistory(deaf, STREAM).retention()).isInstanceOf(Unavailable.class);
		}
	}
}
