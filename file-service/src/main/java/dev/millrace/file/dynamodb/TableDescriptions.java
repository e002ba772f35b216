package dev.millrace.file.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import dev.millrace.file.Description;
import dev.millrace.file.Descriptions;

/** Descriptions beside the files, under the sum of their content. The table forgets them by itself. */
record TableDescriptions(Table table) implements Descriptions {

	private static final String SUMMARY = "summary";
	private static final String LABELS = "labels";

	@Override
	public Optional<Description> find(String model, String sha256) {
		Map<String, AttributeValue> item = table
				.ask(dynamo -> dynamo.getItem(get -> get.tableName(table.name()).key(key(model, sha256))))
				.item();
		return Optional.ofNullable(item.get(SUMMARY))
				.map(summary -> new Description(summary.s(), Optional.ofNullable(item.get(LABELS))
						.map(labels -> labels.l().stream().map(AttributeValue::s).toList())
						.orElseThrow()));
	}

	@Override
	public void keep(String model, String sha256, Description description, Instant until) {
		var item = new HashMap<>(key(model, sha256));
		item.put(SUMMARY, AttributeValue.fromS(description.summary()));
		item.put(LABELS,
				AttributeValue.fromL(description.labels().stream().map(AttributeValue::fromS).toList()));
		item.put(FileItem.EXPIRES_AT, FileItem.number(until.getEpochSecond()));
		table.ask(dynamo -> dynamo.putItem(put -> put.tableName(table.name()).item(item)));
	}

	private static Map<String, AttributeValue> key(String model, String sha256) {
		return Table.key("description:%s:%s".formatted(model, sha256));
	}
}
