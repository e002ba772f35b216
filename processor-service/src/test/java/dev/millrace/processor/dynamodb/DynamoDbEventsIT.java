package dev.millrace.processor.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

import dev.millrace.processor.Arrival;
import dev.millrace.processor.EventQueries;
import dev.millrace.processor.EventStore;
import dev.millrace.processor.EventStoreContract;
import dev.millrace.processor.InMemoryLargeEvents;
import dev.millrace.processor.Outcome;
import dev.millrace.processor.TestEvents;
import dev.millrace.testing.LocalCloud;
import dev.millrace.testing.Platform;

import static dev.millrace.processor.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

class DynamoDbEventsIT extends EventStoreContract {

	@RegisterExtension
	static final LocalCloud CLOUD = new LocalCloud();

	private static final TableSettings SETTINGS = new TableSettings("millrace-events", 8, List.of("short.*=30d"));
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

	@Test
	void marksWhatIsToExpire() {
		var arrivals = List.of(event("expires").type("short.lived").arrival(), event("stays").arrival());
		assertThat(store().storeAll(arrivals)).hasSize(2);

		var end = TestEvents.NOW.plus(Duration.ofDays(30)).getEpochSecond();
		assertThat(item("expires")).containsEntry("expiresAt", AttributeValue.fromN(Long.toString(end)));
		assertThat(item("stays")).containsKey("event").doesNotContainKey("expiresAt");
	}

	private static Outcome storeAt(Instant now, TestEvents.Spec spec) {
		return new TableEventStore(new DynamoDbEventItems(CLIENT, SETTINGS, InstantSource.fixed(now)), LARGE)
				.storeAll(List.of(spec.arrival()))
				.getFirst();
	}

	/** As the table's time to live does, some time after an item may go. */
	private static void remove(String id) {
		CLIENT.deleteItem(delete -> delete.tableName(SETTINGS.table())
				.key(Map.of("id", AttributeValue.fromS(id), "timestamp",
						AttributeValue.fromN(Long.toString(TestEvents.NOW.toEpochMilli())))));
	}

	@Test
	void takesARetryOfWhatHasExpiredForAnEventAnew() {
		var spec = event("expired").type("short.lived");
		Instant end = TestEvents.NOW.plus(Duration.ofDays(30));
		assertThat(storeAt(TestEvents.NOW, spec)).isEqualTo(new Outcome.Stored());

		assertThat(storeAt(end, spec)).as("not removed yet").isEqualTo(new Outcome.Duplicate());
		remove("expired");
		assertThat(storeAt(end.minusMillis(1), spec)).as("lost, for all we know").isInstanceOf(Outcome.Undecided.class);
		assertThat(storeAt(end, spec)).isEqualTo(new Outcome.Stored());

		remove("expired");
		assertThat(storeAt(end.plus(Duration.ofHours(23)), spec)).as("the claim was made anew")
				.isInstanceOf(Outcome.Undecided.class);
		assertThat(storeAt(end.plus(Duration.ofDays(1)), spec)).isEqualTo(new Outcome.Stored());
	}

	@Test
	void takesARetryOfWhatNeverExpiresForADuplicateForEver() {
		var spec = event("stays for ever");
		assertThat(storeAt(TestEvents.NOW, spec)).isEqualTo(new Outcome.Stored());
		remove("stays for ever");
		assertThat(storeAt(TestEvents.NOW.plus(Duration.ofDays(9999)), spec)).isInstanceOf(Outcome.Undecided.class);
	}

	@Test
	void keepsWhatATraceTells() {
		var first = event("traced").arrival();
		var second = event("told").arrival();
		store().storeAll(List.of(first, new Arrival(second.event(), second.record(), 3, true)));
		var traces = new TableEventTraces(CLIENT, SETTINGS.table());

		assertThat(traces.of("traced", Optional.empty())).singleElement().satisfies(trace -> {
			assertThat(trace.sequenceNumber()).isEqualTo(first.position().sequenceNumber());
			assertThat(trace.storedAt()).isPresent();
			assertThat(trace.attempts()).isOne();
			assertThat(trace.told()).isFalse();
		});
		assertThat(traces.of("told", Optional.of("/tests"))).singleElement().satisfies(trace -> {
			assertThat(trace.attempts()).isEqualTo(3);
			assertThat(trace.told()).isTrue();
		});
	}

	private static Map<String, AttributeValue> item(String id) {
		return CLIENT.query(query -> query.tableName(SETTINGS.table())
				.keyConditionExpression("id = :id")
				.filterExpression("attribute_exists(event)")
				.expressionAttributeValues(Map.of(":id", AttributeValue.fromS(id)))).items().getFirst();
	}
}
