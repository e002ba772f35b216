package dev.millrace.file.dynamodb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import dev.millrace.file.FileStatus;
import dev.millrace.file.FileStore;
import dev.millrace.file.Ids;
import dev.millrace.file.StoredFile;

/** Files in a table. Each write holds only over the revision that was read; reads of a file are consistent, lists follow in a moment. */
final class TableFiles implements FileStore {

	/** What one call reads at most. */
	private static final int BATCH = 100;
	/** Rows that have moved on since their index said so are left out of a page; a page looks on only so often. */
	private static final int MOST_LOOKS = 10;

	/** Begins the keys of what is kept beside files. */
	private static final String WALK = "walk:";
	private static final String PLACE = "place";

	private final Table table;
	private final TableSettings settings;

	TableFiles(Table table, TableSettings settings) {
		this.table = table;
		this.settings = settings;
	}

	@Override
	public Optional<StoredFile> find(String id) {
		var item = table.ask(dynamo -> dynamo
				.getItem(get -> get.tableName(table.name()).key(Table.key(id)).consistentRead(true))).item();
		return item.isEmpty() ? Optional.empty() : Optional.of(FileItem.read(item));
	}

	@Override
	public Optional<StoredFile> put(StoredFile next) {
		var written = next.written();
		return table.ask(dynamo -> {
			try {
				dynamo.putItem(put -> {
					put.tableName(table.name()).item(FileItem.of(written, settings.indexSlots()));
					if (next.revision() == 0) {
						put.conditionExpression("attribute_not_exists(id)");
					} else {
						put.conditionExpression("revision = :read").expressionAttributeValues(revision(next));
					}
				});
				return Optional.of(written);
			} catch (ConditionalCheckFailedException _) {
				return Optional.empty();
			}
		});
	}

	@Override
	public boolean erase(StoredFile file) {
		return table.ask(dynamo -> {
			try {
				dynamo.deleteItem(delete -> delete.tableName(table.name())
						.key(Table.key(file.id()))
						.conditionExpression("revision = :read")
						.expressionAttributeValues(revision(file)));
				return true;
			} catch (ConditionalCheckFailedException _) {
				return false;
			}
		});
	}

	@Override
	public Page list(Filter filter, Optional<String> after, int limit) {
		var files = new ArrayList<StoredFile>();
		var place = after;
		for (int look = 0; look < MOST_LOOKS; look++) {
			var ids = ids(filter, place, limit + 1);
			var rows = rows(ids.subList(0, Math.min(limit, ids.size())));
			for (String id : ids.subList(0, Math.min(limit, ids.size()))) {
				Optional.ofNullable(rows.get(id)).filter(row -> isIn(filter, row)).ifPresent(files::add);
				place = Optional.of(id);
				if (files.size() == limit) {
					boolean last = id.equals(ids.getLast());
					return new Page(List.copyOf(files), last ? Optional.empty() : place);
				}
			}
			if (ids.size() <= limit) {
				return new Page(List.copyOf(files), Optional.empty());
			}
		}
		return new Page(List.copyOf(files), place);
	}

	private List<String> ids(Filter filter, Optional<String> after, int most) {
		String from = filter.from().map(Ids::floor).orElse(IndexRange.FIRST);
		String to = after.or(() -> filter.to().map(Ids::floor)).orElse(IndexRange.LAST);
		if (from.compareTo(to) > 0) {
			return List.of();
		}
		var range = filter.status()
				.map(status -> new IndexRange(Index.BY_STATUS, status.word(), from, to))
				.or(() -> filter.mediaType().map(type -> new IndexRange(Index.BY_TYPE, type, from, to)))
				.orElseGet(() -> new IndexRange(Index.BY_TIME, Index.ALL, from, to));
		return table.ask(dynamo -> range.ids(dynamo, settings, false, most + 1))
				.stream()
				.filter(id -> !after.equals(Optional.of(id)))
				.limit(most)
				.toList();
	}

	private static boolean isIn(Filter filter, StoredFile file) {
		return file.status() != FileStatus.DELETED
				&& filter.status().map(status -> status == file.status()).orElse(true)
				&& filter.mediaType().map(type -> file.finding().mediaType().equals(Optional.of(type))).orElse(true);
	}

	@Override
	public List<String> withDuties(Optional<String> from, int most) {
		var range = new IndexRange(Index.BY_DUTY, Index.ALL, from.orElse(IndexRange.FIRST), IndexRange.LAST);
		return table.ask(dynamo -> range.ids(dynamo, settings, true, most));
	}

	@Override
	public List<String> madeBefore(FileStatus status, Optional<String> from, Instant then, int most) {
		String first = from.orElse(IndexRange.FIRST);
		String last = Ids.floor(then);
		if (first.compareTo(last) > 0) {
			return List.of(); // The table takes no range that ends before it begins.
		}
		var range = new IndexRange(Index.BY_STATUS, status.word(), first, last);
		return table.ask(dynamo -> range.ids(dynamo, settings, true, most));
	}

	@Override
	public Page sweep(Optional<String> after, int limit) {
		var page = table.ask(dynamo -> dynamo.scan(scan -> scan.tableName(table.name())
				.limit(limit)
				.consistentRead(true)
				.exclusiveStartKey(after.map(Table::key).orElse(null))));
		Optional<String> next = page.lastEvaluatedKey().isEmpty()
				? Optional.empty()
				: Optional.of(FileItem.id(page.lastEvaluatedKey()));
		return new Page(page.items().stream().filter(FileItem::isOne).map(FileItem::read).toList(), next);
	}

	@Override
	public Optional<String> place(String walk) {
		var item = table.ask(dynamo -> dynamo.getItem(get -> get.tableName(table.name()).key(Table.key(WALK + walk))))
				.item();
		return Optional.ofNullable(item.get(PLACE)).map(AttributeValue::s);
	}

	@Override
	public void keepPlace(String walk, Optional<String> place) {
		var item = new HashMap<>(Table.key(WALK + walk));
		place.ifPresent(text -> item.put(PLACE, AttributeValue.fromS(text)));
		table.ask(dynamo -> dynamo.putItem(put -> put.tableName(table.name()).item(item)));
	}

	private Map<String, StoredFile> rows(List<String> ids) {
		var rows = new HashMap<String, StoredFile>();
		for (int from = 0; from < ids.size(); from += BATCH) {
			var keys = ids.subList(from, Math.min(ids.size(), from + BATCH)).stream().map(Table::key).toList();
			var wanted = Map.of(table.name(),
					KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
			while (!wanted.isEmpty()) {
				var asked = wanted;
				var answer = table.ask(dynamo -> dynamo.batchGetItem(get -> get.requestItems(asked)));
				answer.responses().getOrDefault(table.name(), List.of()).forEach(item -> {
					var row = FileItem.read(item);
					rows.put(row.id(), row);
				});
				wanted = answer.unprocessedKeys();
			}
		}
		return rows;
	}

	private static Map<String, AttributeValue> revision(StoredFile read) {
		return Map.of(":read", FileItem.number(read.revision()));
	}
}
