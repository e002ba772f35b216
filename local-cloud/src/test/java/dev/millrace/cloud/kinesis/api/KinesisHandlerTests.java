package dev.millrace.cloud.kinesis.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.cloud.kinesis.KinesisSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KinesisHandlerTests {
	private static final String STREAM = "{\"StreamName\":\"s\"}";

	@TempDir
	Path directory;

	@Test
	void letsAnIteratorExpireAfterFiveMinutes() throws Exception {
		try (var kinesis = SteppedKinesis.withStream(directory, 1)) {
			var iterator = kinesis.iterator(0);
			kinesis.pass(Duration.ofMinutes(5));
			assertThat(kinesis.send("GetRecords", SteppedKinesis.records(iterator)).status()).isEqualTo(200);
			kinesis.pass(Duration.ofMillis(1));
			assertThat(kinesis.send("GetRecords", SteppedKinesis.records(iterator)).errorType())
					.isEqualTo("ExpiredIteratorException");
		}
	}

	@Test
	void letsATokenForTheNextPageExpireAfterFiveMinutes() throws Exception {
		try (var kinesis = SteppedKinesis.withStream(directory, 3)) {
			var token = kinesis.call("ListShards", "{\"StreamName\":\"s\",\"MaxResults\":1}")
					.get("NextToken")
					.asString();
			kinesis.pass(Duration.ofMinutes(6));
			assertThat(kinesis.send("ListShards", "{\"NextToken\":\"%s\"}".formatted(token)).errorType())
					.isEqualTo("ExpiredNextTokenException");
		}
	}

	@Test
	void goesOnWithItsStreamsAndIteratorsAfterARestart() throws Exception {
		try (var kinesis = SteppedKinesis.withStream(directory, 2)) {
			kinesis.call("AddTagsToStream", "{\"StreamName\":\"s\",\"Tags\":{\"a\":\"b\"}}");
			kinesis.call("RegisterStreamConsumer",
					"{\"StreamARN\":\"arn:aws:kinesis:us-east-1:000000000000:stream/s\",\"ConsumerName\":\"c\"}");
			kinesis.call("SplitShard",
					"{\"StreamName\":\"s\",\"ShardToSplit\":\"shardId-000000000000\",\"NewStartingHashKey\":\"7\"}");
			kinesis.put(3);
			var iterator = kinesis.iterator(3);
			var described = kinesis.call("DescribeStream", STREAM);
			kinesis.restart();

			assertThat(kinesis.call("DescribeStream", STREAM)).isEqualTo(described);
			assertThat(kinesis.call("GetRecords", SteppedKinesis.records(iterator)).get("Records")).hasSize(3);
		}
	}

	@Test
	void refusesAnIteratorOfAnEarlierStreamOfTheName() throws Exception {
		try (var kinesis = SteppedKinesis.withStream(directory, 1)) {
			var iterator = kinesis.iterator(0);
			kinesis.call("DeleteStream", STREAM);
			kinesis.pass(Duration.ofSeconds(1));
			kinesis.create(1);
			assertThat(kinesis.send("GetRecords", SteppedKinesis.records(iterator)).errorType())
					.isEqualTo("InvalidArgumentException");
		}
	}

	@Test
	void hidesRecordsThatHaveExpired() throws Exception {
		try (var kinesis = SteppedKinesis.withStream(directory, 1)) {
			kinesis.put(3);
			kinesis.pass(Duration.ofHours(23));
			kinesis.put(2);
			kinesis.pass(Duration.ofHours(2));

			assertThat(kinesis.call("GetRecords", SteppedKinesis.records(kinesis.iterator(0))).get("Records"))
					.hasSize(2);
		}
	}

	@Test
	void forgetsAClosedShardOnceItsRecordsHaveExpired() throws Exception {
		try (var kinesis = SteppedKinesis.withStream(directory, 1)) {
			kinesis.put(3);
			kinesis.call("SplitShard",
					"{\"StreamName\":\"s\",\"ShardToSplit\":\"shardId-000000000000\",\"NewStartingHashKey\":\"7\"}");
			kinesis.pass(Duration.ofHours(23));
			kinesis.expire();
			assertThat(kinesis.call("ListShards", STREAM).get("Shards")).hasSize(3);
			kinesis.pass(Duration.ofHours(2));
			kinesis.expire();
			assertThat(kinesis.call("ListShards", STREAM).get("Shards")).hasSize(2);
			assertThat(shardDirectories()).isEqualTo(2);
		}
	}

	@Test
	void isCreatingUpdatingAndDeletingForAsLongAsItIsSet() throws Exception {
		try (var kinesis = new SteppedKinesis(directory,
				KinesisSettings.DEFAULT.withTransition(Duration.ofSeconds(10)))) {
			kinesis.create(1);
			assertThat(status(kinesis)).isEqualTo("CREATING");
			assertThat(kinesis.send("PutRecord", "{\"StreamName\":\"s\",\"PartitionKey\":\"k\",\"Data\":\"eA==\"}")
					.errorType())
					.isEqualTo("ResourceNotFoundException");
			kinesis.pass(Duration.ofSeconds(10));
			assertThat(status(kinesis)).isEqualTo("ACTIVE");
			kinesis.call("UpdateShardCount",
					"{\"StreamName\":\"s\",\"TargetShardCount\":2,\"ScalingType\":\"UNIFORM_SCALING\"}");
			assertThat(status(kinesis)).isEqualTo("UPDATING");
			assertThat(kinesis.send("SplitShard",
					"{\"StreamName\":\"s\",\"ShardToSplit\":\"shardId-000000000001\",\"NewStartingHashKey\":\"7\"}")
					.errorType())
					.isEqualTo("ResourceInUseException");
			kinesis.call("DeleteStream", STREAM);
			assertThat(status(kinesis)).isEqualTo("DELETING");
			kinesis.pass(Duration.ofSeconds(10));
			assertThat(kinesis.send("DescribeStreamSummary", STREAM).errorType())
					.isEqualTo("ResourceNotFoundException");
		}
	}

	@Test
	void answersWhatItDoesNotUnderstand() throws Exception {
		try (var kinesis = SteppedKinesis.withStream(directory, 1)) {
			assertThat(kinesis.send("NoSuchThing", "{}").errorType()).isEqualTo("UnknownOperationException");
			assertThat(kinesis.send("DescribeStream", "{\"StreamName\":").errorType())
					.isEqualTo("SerializationException");
			assertThat(kinesis.send("DescribeStream", "{\"StreamName\":7}").errorType())
					.isEqualTo("SerializationException");
			assertThat(kinesis.send("DescribeStream", "[]").errorType()).isEqualTo("SerializationException");
			assertThat(kinesis.send("DescribeStream", "").errorType()).isEqualTo("SerializationException");
			assertThat(kinesis.send("PutRecords", "{\"Records\":{}}").errorType()).isEqualTo("SerializationException");
			assertThat(
					kinesis.send("PutRecord", "{\"StreamName\":\"s\",\"PartitionKey\":\"k\",\"Data\":\"not base64!\"}")
							.errorType())
					.isEqualTo("SerializationException");
			assertThat(kinesis.send("DescribeStream", "[".repeat(100_000)).errorType())
					.isEqualTo("SerializationException");
		}
	}

	@Test
	void namesAllThatIsWrongAtOnce() throws Exception {
		try (var kinesis = SteppedKinesis.withStream(directory, 1)) {
			var refusal = kinesis.send("MergeShards", STREAM);

			assertThat(refusal.status()).isEqualTo(400);
			assertThat(refusal.body().get("__type").asString()).isEqualTo("ValidationException");
			assertThat(refusal.body().get("message").asString()).isEqualTo("2 validation errors detected: "
					+ "Value null at 'shardToMerge' failed to satisfy constraint: Member must not be null; "
					+ "Value null at 'adjacentShardToMerge' failed to satisfy constraint: Member must not be null");
		}
	}

	@Test
	void keepsNamesThatMeanSomethingToDisksInsideItsDirectory() throws Exception {
		try (var kinesis = new SteppedKinesis(directory, KinesisSettings.DEFAULT)) {
			for (var name : new String[]{"..", ".", "a", "A"}) {
				kinesis.call("CreateStream", "{\"StreamName\":\"%s\",\"ShardCount\":1}".formatted(name));
			}
			kinesis.restart();
			assertThat(kinesis.call("ListStreams", "{}").get("StreamNames")).hasSize(4);
		}
	}

	@Test
	void refusesDataOfAnotherFormat() throws Exception {
		SteppedKinesis.withStream(directory, 1).close();
		Path file;
		try (var files = Files.walk(directory)) {
			file = files.filter(path -> path.endsWith("stream.json")).findAny().orElseThrow();
		}
		Files.writeString(file, Files.readString(file).replace("\"format\" : 1", "\"format\" : 2"));

		assertThatThrownBy(() -> new SteppedKinesis(directory, KinesisSettings.DEFAULT))
				.isInstanceOf(IllegalStateException.class)
				.hasMessageContaining("format 2");
	}

	private static String status(SteppedKinesis kinesis) throws Exception {
		return kinesis.call("DescribeStreamSummary", STREAM).at("/StreamDescriptionSummary/StreamStatus").asString();
	}

	private long shardDirectories() throws IOException {
		try (var files = Files.walk(directory)) {
			return files.filter(path -> path.getFileName().toString().startsWith("shardId-")).count();
		}
	}
}
