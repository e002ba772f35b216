package dev.millrace.processor.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import dev.millrace.processor.Replay;
import dev.millrace.processor.Replay.Plan;
import dev.millrace.processor.Replay.State;
import dev.millrace.processor.Replay.Target;
import dev.millrace.processor.ReplayStates;
import dev.millrace.processor.ReplayStatesContract;
import dev.millrace.testing.LocalCloud;
import dev.millrace.testing.Platform;

import static dev.millrace.processor.TestEvents.NOW;
import static org.assertj.core.api.Assertions.assertThat;

class DynamoDbReplaysIT extends ReplayStatesContract {

	@RegisterExtension
	static final LocalCloud CLOUD = new LocalCloud();

	private static final String TABLE = "millrace-replays";
	private static final DynamoDbClient CLIENT = DynamoDbClient.builder()
			.endpointOverride(CLOUD.endpoint())
			.region(Region.US_EAST_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
			.build();

	private final ReplayStates states = new TableReplayStates(CLIENT,
			new ReplayTableSettings(TABLE, Duration.ofDays(30)));

	@BeforeAll
	static void makeTheTable() {
		Platform.makeAt(CLOUD.endpoint());
	}

	@AfterAll
	static void close() {
		CLIENT.close();
	}

	@Override
	protected ReplayStates states() {
		return states;
	}

	@Test
	void remembersWhatHasEndedForAWhile() {
		var replay = Replay.of("ends", new Plan(Target.TABLE, Optional.of(NOW), Map.of(), List.of(), false),
				"key", NOW);
		states.create(replay);
		assertThat(item()).doesNotContainKey("expiresAt");
		states.replace(replay.ended(State.DONE, Optional.empty()).writtenAt(NOW.plusSeconds(1), replay));
		assertThat(item()).containsEntry("expiresAt",
				AttributeValue.fromN(Long.toString(NOW.plusSeconds(1).plus(Duration.ofDays(30)).getEpochSecond())));
	}

	private static Map<String, AttributeValue> item() {
		return CLIENT.getItem(get -> get.tableName(TABLE).key(Map.of("id", AttributeValue.fromS("ends")))).item();
	}
}
