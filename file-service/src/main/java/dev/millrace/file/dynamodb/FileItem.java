package dev.millrace.file.dynamodb;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.file.FileStatus;
import dev.millrace.file.StoredFile;

/** A file as an item: one JSON document, and beside it what conditions and indexes ask for. */
final class FileItem {

	static final String ID = "id";
	static final String REVISION = "revision";
	private static final String DOCUMENT = "file";
	static final String EXPIRES_AT = "expiresAt";
	/** Longer than a notice can wait in a queue. */
	private static final Duration TOMBSTONE = Duration.ofDays(30);
	private static final JsonMapper JSON = JsonMapper.shared();

	private FileItem() {}

	static Map<String, AttributeValue> of(StoredFile file, int slots) {
		var item = new HashMap<String, AttributeValue>();
		item.put(ID, AttributeValue.fromS(file.id()));
		item.put(REVISION, number(file.revision()));
		item.put(DOCUMENT, AttributeValue.fromS(JSON.writeValueAsString(file)));
		int slot = Index.slot(file.id(), slots);
		item.put(Index.BY_STATUS.attribute(), Index.BY_STATUS.value(file.status().word(), slot));
		if (file.owes()) {
			item.put(Index.BY_DUTY.attribute(), Index.BY_DUTY.value(Index.ALL, slot));
		}
		if (file.status() != FileStatus.DELETED) {
			item.put(Index.BY_TIME.attribute(), Index.BY_TIME.value(Index.ALL, slot));
			file.finding()
					.mediaType()
					.ifPresent(
							type -> item.put(Index.BY_TYPE.attribute(), Index.BY_TYPE.value(type, slot)));
		} else if (!file.owes()) {
			item.put(EXPIRES_AT, number(file.progress().since().plus(TOMBSTONE).getEpochSecond()));
		}
		return item;
	}

	static StoredFile read(Map<String, AttributeValue> item) {
		return JSON.readValue(text(item, DOCUMENT), StoredFile.class);
	}

	static boolean isOne(Map<String, AttributeValue> item) {
		return item.containsKey(DOCUMENT);
	}

	static String id(Map<String, AttributeValue> item) {
		return text(item, ID);
	}

	private static String text(Map<String, AttributeValue> item, String name) {
		@Nullable
		AttributeValue value = item.get(name);
		if (value == null) {
			throw new IllegalStateException("The item of a file has no attribute '%s'".formatted(name));
		}
		return value.s();
	}

	static AttributeValue number(long value) {
		return AttributeValue.fromN(Long.toString(value));
	}
}
