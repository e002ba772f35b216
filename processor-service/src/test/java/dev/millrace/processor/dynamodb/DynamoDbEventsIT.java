package dev.millrace.processor.dynamodb;

import java.time.InstantSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import dev.millrace.processor.EventQueries;
import dev.millrace.processor.EventStore;
import dev.millrace.processor.EventStoreContract;
import dev.millrace.processor.InMemoryLargeEvents;
import dev.millrace.testing.LocalCloud;
import dev.millrace.testing.Platform;

class DynamoDbEventsIT extends EventStoreContract {

	@RegisterExtension
	static final LocalCloud CLOUD = new LocalCloud();

	private static final TableSettings SETTINGS = new TableSettings("millrace-events", 8);
	private static final InMemoryLargeEvents LARGE = new InMemoryLargeEvents();
	private static final DynamoDbClient CLIENT = client();

	private static DynamoDbClient client() {
		return DynamoDbClient.builder()
				.endpointOverride(CLOUD.endpoint())
				.region(Region.US_EAST_1)
				.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
				.build();
	}

	@BeforeAll
	static void makeTheTable() {
		Platform.makeAt(CLOUD.endpoint());
	}

	@AfterAll
	static void close() {
		CLIENT.close();
	}

	@Override
	protected EventStore store() {
		return new TableEventStore(new DynamoDbEventItems(CLIENT, SETTINGS, InstantSource.system()), LARGE);
	}

	@Override
	protected EventQueries queries() {
		return new TableEventQueries(CLIENT, SETTINGS, LARGE);
	}
}
