package dev.millrace.system.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RefusalsContractIT extends KinesisContract {
	private static final String FIRST = "shardId-000000000000";
	private static final SdkBytes DATA = SdkBytes.fromUtf8String("x");

	@Test
	void refusesASecondStreamOfTheSameName() {
		var name = stream(1);

		assertRefused("ResourceInUseException", name,
				() -> kinesis.createStream(request -> request.streamName(name).shardCount(1)));
	}

	@Test
	@NotOnLocalStack("InvalidArgumentException instead of ValidationException")
	void refusesNamesThatNoStreamCanHave() {
		assertRefused("ValidationException", "regular expression pattern: [a-zA-Z0-9_.-]+",
				() -> kinesis.createStream(request -> request.streamName("no such name").shardCount(1)));
		assertRefused("ValidationException", "length less than or equal to 128",
				() -> kinesis.createStream(request -> request.streamName("x".repeat(129)).shardCount(1)));
	}

	@Test
	@NotOnLocalStack("LimitExceededException for no shards at all")
	void refusesNumbersThatAreOutOfBounds() {
		assertRefused("ValidationException",
				"'shardCount' failed to satisfy constraint: Member must have value greater than or equal to 1",
				() -> kinesis.createStream(request -> request.streamName(newName()).shardCount(0)));
	}

	@Test
	void doesNotKnowStreamsAndShardsThatAreNotThere() {
		var name = stream(1);

		assertRefused("ResourceNotFoundException", "not found",
				() -> kinesis.describeStream(request -> request.streamName("nope")));
		assertRefused("ResourceNotFoundException", "shardId-000000000007",
				() -> iterator(name, "shardId-000000000007", ShardIteratorType.LATEST));
	}

	@Test
	@NotOnLocalStack("InvalidArgumentException instead of ValidationException")
	void refusesRecordsThatAreTooLarge() {
		var name = stream(1);
		var data = SdkBytes.fromByteArray(new byte[(1 << 20) + 1]);

		assertRefused("ValidationException", "1048576",
				() -> kinesis.putRecord(request -> request.streamName(name).partitionKey("key").data(data)));
	}

	@Test
	@NotOnLocalStack("takes 501 records")
	void refusesMoreThanFiveHundredRecordsAtOnce() {
		var name = stream(1);
		var entry = PutRecordsRequestEntry.builder().partitionKey("key").data(DATA).build();

		assertRefused("ValidationException", "less than or equal to 500",
				() -> kinesis.putRecords(request -> request.streamName(name).records(Collections.nCopies(501, entry))));
	}

	@Test
	@NotOnLocalStack("InvalidArgumentException instead of ValidationException")
	void refusesKeysThatAreTooLongOrOutOfRange() {
		var name = stream(1);

		assertRefused("ValidationException", "'partitionKey'",
				() -> kinesis.putRecord(request -> request.streamName(name).partitionKey("x".repeat(257)).data(DATA)));
		assertRefused("InvalidArgumentException", "ExplicitHashKey",
				() -> putAt(name, "340282366920938463463374607431768211456", "x"));
	}

	@Test
	@NotOnLocalStack("fails inside, 500")
	void refusesWhatIsNoIterator() {
		assertRefused("InvalidArgumentException", "ShardIterator", () -> get("AAAAAAAAAAGgarbage"));
	}

	@Test
	@NotOnLocalStack("ResourceNotFoundException")
	void refusesSequenceNumbersThatAreOfNoRecord() {
		var name = stream(1);
		put(name, "key", "data");

		assertRefused("InvalidArgumentException", "StartingSequenceNumber", () -> iterator(name, FIRST,
				request -> request.shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
						.startingSequenceNumber("12345")));
	}

	@Test
	@NotOnLocalStack("gives an iterator")
	void refusesTimesToCome() {
		var name = stream(1);

		assertRefused("InvalidArgumentException", "imestamp", () -> iterator(name, FIRST, request -> request
				.shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
				.timestamp(Instant.now().plus(Duration.ofHours(1)))));
	}

	@Test
	void refusesToMergeShardsThatAreNotAdjacent() {
		var name = stream(3);

		assertRefused("InvalidArgumentException", "adjacent",
				() -> kinesis.mergeShards(request -> request.streamName(name)
						.shardToMerge(FIRST)
						.adjacentShardToMerge("shardId-000000000002")));
	}

	@Test
	@NotOnLocalStack("the same refusal in other words")
	void refusesToMoreThanDoubleTheNumberOfShards() {
		var name = stream(1);

		assertRefused("InvalidArgumentException", "double", () -> kinesis.updateShardCount(
				request -> request.streamName(name).targetShardCount(3).scalingType(ScalingType.UNIFORM_SCALING)));
	}

	@Test
	@NotOnLocalStack("InvalidArgumentException instead of ValidationException")
	void refusesARetentionOfLessThanADay() {
		var name = stream(1);

		assertRefused("ValidationException", "retentionPeriodHours",
				() -> kinesis
						.increaseStreamRetentionPeriod(request -> request.streamName(name).retentionPeriodHours(1)));
	}

	private static void assertRefused(String code, String message, ThrowingCallable call) {
		assertThatExceptionOfType(AwsServiceException.class).isThrownBy(call).satisfies(refusal -> {
			assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
			assertThat(refusal.awsErrorDetails().errorMessage()).contains(message);
			assertThat(refusal.requestId()).isNotBlank();
		});
	}
}
