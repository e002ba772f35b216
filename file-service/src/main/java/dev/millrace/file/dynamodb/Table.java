package dev.millrace.file.dynamodb;

import java.util.Map;
import java.util.function.Function;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import dev.millrace.file.Unavailable;

/** The table, asked. */
record Table(DynamoDbClient client, String name) {

	/** Throws {@link Unavailable} where it does not answer. */
	<T> T ask(Function<DynamoDbClient, T> question) {
		try {
			return question.apply(client);
		} catch (SdkException e) {
			throw new Unavailable("The table %s does not answer: %s".formatted(name, e.getMessage()), e);
		}
	}

	static Map<String, AttributeValue> key(String id) {
		return Map.of(FileItem.ID, AttributeValue.fromS(id));
	}
}
