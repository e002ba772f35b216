package dev.millrace.cloud.kinesis.api;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import dev.millrace.cloud.kinesis.ErrorCode;

/** The members of PutRecord or PutRecords, read token by token: records come in by the thousand. */
final class PutBody {
	private @Nullable String streamName;
	private @Nullable String streamArn;
	private @Nullable String partitionKey;
	private @Nullable String explicitHashKey;
	private @Nullable String sequenceNumberForOrdering;
	private @Nullable ByteBuffer data;
	private @Nullable List<PutBody> records;

	private PutBody() {}

	static PutBody read(JsonParser from) {
		from.nextToken();
		return readObject(from);
	}

	Optional<String> streamName() {
		return Optional.ofNullable(streamName);
	}

	Optional<String> streamArn() {
		return Optional.ofNullable(streamArn);
	}

	Optional<String> sequenceNumberForOrdering() {
		return Optional.ofNullable(sequenceNumberForOrdering);
	}

	Optional<List<PutBody>> records() {
		return Optional.ofNullable(records);
	}

	@Nullable
	String partitionKey() {
		return partitionKey;
	}

	@Nullable
	String explicitHashKey() {
		return explicitHashKey;
	}

	@Nullable
	ByteBuffer data() {
		return data;
	}

	private static PutBody readObject(JsonParser from) {
		if (from.currentToken() != JsonToken.START_OBJECT) {
			throw ErrorCode.SERIALIZATION.with("Start of structure expected.");
		}
		var body = new PutBody();
		for (var name = from.nextName(); name != null; name = from.nextName()) {
			if (from.nextToken() != JsonToken.VALUE_NULL) {
				body.readMember(name, from);
			}
		}
		return body;
	}

	private void readMember(String name, JsonParser from) {
		switch (name) {
			case "StreamName" -> streamName = text(from);
			case "StreamARN" -> streamArn = text(from);
			case "PartitionKey" -> partitionKey = text(from);
			case "ExplicitHashKey" -> explicitHashKey = text(from);
			case "SequenceNumberForOrdering" -> sequenceNumberForOrdering = text(from);
			case "Data" -> data = ByteBuffer.wrap(from.getBinaryValue());
			case "Records" -> records = readRecords(from);
			default -> from.skipChildren();
		}
	}

	private static List<PutBody> readRecords(JsonParser from) {
		if (from.currentToken() != JsonToken.START_ARRAY) {
			throw ErrorCode.SERIALIZATION.with("Expected list or null");
		}
		var read = new ArrayList<PutBody>();
		while (from.nextToken() != JsonToken.END_ARRAY) {
			read.add(readObject(from));
		}
		return read;
	}

	private static String text(JsonParser from) {
		if (from.currentToken() != JsonToken.VALUE_STRING) {
			throw ErrorCode.SERIALIZATION.with("%s can not be converted to a String".formatted(from.currentToken()));
		}
		return from.getString();
	}
}
