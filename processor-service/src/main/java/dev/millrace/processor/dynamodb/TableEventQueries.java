package dev.millrace.processor.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import dev.millrace.processor.EventQueries;
import dev.millrace.processor.Filter;
import dev.millrace.processor.LargeEvents;
import dev.millrace.processor.Order;
import dev.millrace.processor.Place;

/** Finds events by id in the table, and lists them through its indexes. */
final class TableEventQueries implements EventQueries {

	/** Sources that an ambiguous answer names. */
	private static final int MOST_SOURCES = 100;
	/** Keys that one page looks at, so that a rare type of a large source cannot hold a request for minutes. */
	private static final int MOST_EXAMINED = 10_000;
	private static final int LEAST_FETCH = 8;

	private final DynamoDbClient client;
	private final TableSettings settings;
	private final LargeEvents large;
	private final Documents documents;

	TableEventQueries(DynamoDbClient client, TableSettings settings, LargeEvents large) {
		this.client = client;
		this.settings = settings;
		this.large = large;
		this.documents = new Documents(client, settings.table(), large);
	}

	@Override
	public Lookup byId(String id, Optional<String> source) {
		var found = Failures
				.translated(() -> client.queryPaginator(lookup(id, source)).items().stream().limit(2).toList());
		return switch (found.size()) {
			case 0 -> new Lookup.Unknown();
			case 1 -> new Lookup.Found(Attributes.documentOf(found.getFirst(), large));
			default -> new Lookup.Ambiguous(sources(id));
		};
	}

	private List<String> sources(String id) {
		var request = lookup(id, Optional.empty()).toBuilder()
				.projectionExpression("#source")
				.expressionAttributeNames(
						Map.of("#timestamp", Attributes.TIMESTAMP, "#event", Attributes.EVENT, "#source",
								Attributes.SOURCE))
				.build();
		return Failures
				.translated(() -> client.queryPaginator(request).items().stream().limit(MOST_SOURCES).toList())
				.stream()
				.map(item -> Attributes.textOf(item, Attributes.SOURCE))
				.sorted()
				.toList();
	}

	private QueryRequest lookup(String id, Optional<String> source) {
		Map<String, String> names = new LinkedHashMap<>(
				Map.of("#timestamp", Attributes.TIMESTAMP, "#event", Attributes.EVENT));
		Map<String, AttributeValue> values = new LinkedHashMap<>(
				Map.of(":id", Attributes.text(id), ":claims", Attributes.number(Identity.CLAIMS_END)));
		source.ifPresent(wanted -> names.put("#source", Attributes.SOURCE));
		source.ifPresent(wanted -> values.put(":source", Attributes.text(wanted)));
		return QueryRequest.builder()
				.tableName(settings.table())
				.consistentRead(true)
				.keyConditionExpression("id = :id AND #timestamp > :claims")
				.filterExpression("attribute_exists(#event)" + source.map(_ -> " AND #source = :source").orElse(""))
				.expressionAttributeNames(names)
				.expressionAttributeValues(values)
				.build();
	}

	@Override
	public Page list(Filter filter, Order order, Optional<Place> after, int limit) {
		int fetchSize = Math.max(LEAST_FETCH, 2 * limit / settings.indexSlots());
		var keys = new IndexWalk(client, settings, filter, order, fetchSize).from(after);
		List<SlotKeys.Found> taken = new ArrayList<>();
		Optional<SlotKeys.Found> last = Optional.empty();
		for (int examined = 0; examined < MOST_EXAMINED && taken.size() < limit && keys.hasNext(); examined++) {
			last = keys.next();
			last.filter(found -> matches(found, filter)).ifPresent(taken::add);
		}
		var next = keys.hasNext() ? last.map(TableEventQueries::place) : Optional.<Place>empty();
		return page(taken, next);
	}

	/** Only the index by source holds events of types that were not asked for. */
	private static boolean matches(SlotKeys.Found found, Filter filter) {
		return found.type().isEmpty() || filter.type().isEmpty() || found.type().equals(filter.type());
	}

	/** As many of the keys' documents as one answer may hold. */
	private Page page(List<SlotKeys.Found> taken, Optional<Place> next) {
		List<byte[]> page = documents.read(taken.stream().map(SlotKeys.Found::key).toList());
		return page.size() < taken.size()
				? new Page(present(page), Optional.of(place(taken.get(page.size() - 1))))
				: new Page(present(page), next);
	}

	/** An item that was removed after its key was read is nothing. */
	private static List<byte[]> present(List<byte[]> page) {
		return page.stream().filter(document -> document.length > 0).toList();
	}

	private static Place place(SlotKeys.Found found) {
		return new Place(found.key().timestamp(), found.slot(), found.key().id());
	}
}
