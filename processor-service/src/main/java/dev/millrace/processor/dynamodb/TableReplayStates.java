package dev.millrace.processor.dynamodb;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.processor.Replay;
import dev.millrace.processor.ReplayStates;

/** Replays in a table of their own, an item each: what is told of one as JSON, beside it what conditions need. */
final class TableReplayStates implements ReplayStates {

	private static final String ID = "id";
	private static final String REVISION = "revision";
	private static final String REPLAY = "replay";
	/** Seconds since 1970. */
	private static final String EXPIRES_AT = "expiresAt";
	private static final JsonMapper JSON = JsonMapper.shared();

	private final DynamoDbClient client;
	private final ReplayTableSettings settings;

	TableReplayStates(DynamoDbClient client, ReplayTableSettings settings) {
		this.client = client;
		this.settings = settings;
	}

	@Override
	public void create(Replay replay) {
		put(request(replay).conditionExpression("attribute_not_exists(id)"));
	}

	@Override
	public Optional<Replay> find(String id) {
		var answer = Failures.translated(() -> client.getItem(
				get -> get.tableName(settings.replayTable())
						.key(Map.of(ID, Attributes.text(id)))
						.consistentRead(true)));
		return Optional.of(answer.item()).filter(item -> !item.isEmpty()).map(TableReplayStates::replayOf);
	}

	/** There are a few: a scan costs less than an index. */
	@Override
	public List<Replay> all() {
		return Failures.translated(
				() -> client.scanPaginator(scan -> scan.tableName(settings.replayTable()).consistentRead(true))
						.items()
						.stream()
						.map(TableReplayStates::replayOf)
						.sorted(Comparator.comparing(Replay::createdAt).thenComparing(Replay::id).reversed())
						.toList());
	}

	@Override
	public boolean replace(Replay replay) {
		return put(request(replay).conditionExpression("revision = :before")
				.expressionAttributeValues(Map.of(":before", Attributes.number(replay.revision() - 1))));
	}

	private PutItemRequest.Builder request(Replay replay) {
		Map<String, AttributeValue> item = new LinkedHashMap<>();
		item.put(ID, Attributes.text(replay.id()));
		item.put(REVISION, Attributes.number(replay.revision()));
		item.put(REPLAY, Attributes.text(JSON.writeValueAsString(replay)));
		if (!replay.runs()) {
			Duration remembered = settings.endedReplaysFor();
			item.put(EXPIRES_AT, Attributes.number(replay.updatedAt().plus(remembered).getEpochSecond()));
		}
		return PutItemRequest.builder().tableName(settings.replayTable()).item(item);
	}

	private boolean put(PutItemRequest.Builder request) {
		return Failures.translated(() -> {
			try {
				client.putItem(request.build());
				return true;
			} catch (ConditionalCheckFailedException _) {
				return false;
			}
		});
	}

	private static Replay replayOf(Map<String, AttributeValue> item) {
		return JSON.readValue(Attributes.textOf(item, REPLAY), Replay.class);
	}
}
