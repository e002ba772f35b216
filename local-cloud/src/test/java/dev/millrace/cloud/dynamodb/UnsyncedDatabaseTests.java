package dev.millrace.cloud.dynamodb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

import static org.assertj.core.api.Assertions.assertThat;

class UnsyncedDatabaseTests {

	private static final int ITEMS = 1500;
	private static final String PADDING = "x".repeat(500);

	@TempDir
	private Path directory;

	@Test
	void theLogIsBroughtIntoTheDatabaseWhileItIsWritten() throws Exception {
		AmazonDynamoDBLocal database = UnsyncedDatabase.client(directory);
		try {
			create(database);
			for (int number = 0; number < ITEMS; number++) {
				put(database, number);
			}

			assertThat(size(".db")).as("what the database itself holds").isGreaterThan(1000L * PADDING.length());
		} finally {
			database.shutdown();
		}
	}

	private static void create(AmazonDynamoDBLocal database) {
		database.dynamoDbClient()
				.createTable(CreateTableRequest.builder()
						.tableName("things")
						.billingMode("PAY_PER_REQUEST")
						.attributeDefinitions(
								AttributeDefinition.builder().attributeName("id").attributeType("S").build())
						.keySchema(KeySchemaElement.builder().attributeName("id").keyType("HASH").build())
						.build());
	}

	private static void put(AmazonDynamoDBLocal database, int number) {
		database.dynamoDbClient()
				.putItem(PutItemRequest.builder()
						.tableName("things")
						.item(Map.of("id", AttributeValue.fromS("thing " + number), "text",
								AttributeValue.fromS(PADDING)))
						.build());
	}

	private long size(String suffix) throws IOException {
		return Files.size(directory.resolve(UnsyncedDatabase.NAME + suffix));
	}
}
