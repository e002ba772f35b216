package dev.millrace.cloud.kinesis.api;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.cloud.kinesis.Faults;
import dev.millrace.cloud.kinesis.KinesisSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultsTests {
	@TempDir
	Path directory;

	@Test
	void refusesWhatIsAboveTheLimitsOfAShardEntryByEntry() throws Exception {
		var limited = KinesisSettings.DEFAULT.withFaults(Faults.NONE.withShardLimits(true));
		try (var kinesis = new SteppedKinesis(directory, limited)) {
			kinesis.create(1);
			for (int i = 0; i < 2; i++) {
				assertThat(kinesis.put(500).get("FailedRecordCount").asInt()).isZero();
			}
			var refused = kinesis.put(1);
			assertThat(refused.get("FailedRecordCount").asInt()).isEqualTo(1);
			assertThat(refused.at("/Records/0/ErrorCode").asString())
					.isEqualTo("ProvisionedThroughputExceededException");
			kinesis.pass(Duration.ofSeconds(1));
			assertThat(kinesis.put(500).get("FailedRecordCount").asInt()).isZero();
		}
	}

	@Test
	void refusesTheSixthReadOfASecondWhenLimitsAreOn() throws Exception {
		try (var kinesis = SteppedKinesis.withStream(directory, 1)) {
			kinesis.setFaults("{\"shardLimits\":true}");
			var iterator = kinesis.iterator(0);
			for (int i = 0; i < 5; i++) {
				kinesis.call("GetRecords", SteppedKinesis.records(iterator));
			}
			assertThat(kinesis.send("GetRecords", SteppedKinesis.records(iterator)).errorType())
					.isEqualTo("ProvisionedThroughputExceededException");
		}
	}

	@Test
	void failsAShareOfTheEntriesAndStoresTheOthers() throws Exception {
		try (var kinesis = SteppedKinesis.withStream(directory, 1)) {
			kinesis.setFaults("{\"failedEntries\":0.3,\"failure\":\"InternalFailure\"}");
			var reply = kinesis.put(500);
			int failed = reply.get("FailedRecordCount").asInt();

			assertThat(failed).isBetween(100, 200);
			assertThat(reply.get("Records")
					.valueStream()
					.filter(record -> record.path("ErrorCode").asString("").equals("InternalFailure")))
					.hasSize(failed);
			assertThat(kinesis.call("GetRecords", SteppedKinesis.records(kinesis.iterator(0))).get("Records"))
					.hasSize(500 - failed);
		}
	}

	@Test
	void losesTheReplyButNotTheRecord() throws Exception {
		try (var kinesis = SteppedKinesis.withStream(directory, 1)) {
			kinesis.setFaults("{\"lostReplies\":1}");
			assertThatThrownBy(() -> kinesis.put(1)).isInstanceOf(IOException.class);
			kinesis.setFaults("{}");

			assertThat(kinesis.call("GetRecords", SteppedKinesis.records(kinesis.iterator(0))).get("Records"))
					.isNotEmpty();
		}
	}

	@Test
	void refusesFaultsThatAreNone() throws Exception {
		try (var kinesis = SteppedKinesis.withStream(directory, 1)) {
			assertThat(kinesis.setFaults("{\"failedEntries\":2}")).isEqualTo(400);
			assertThat(kinesis.setFaults("{\"failure\":\"Nonsense\"}")).isEqualTo(400);
			assertThat(kinesis.setFaults("not json")).isEqualTo(400);
		}
	}
}
