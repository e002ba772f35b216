package dev.millrace.file.dynamodb;

import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

import dev.millrace.web.health.SteadyHealth.Answer;

/** Whether the table is there. */
record TableProbe(DynamoDbClient client, String table) implements Supplier<Answer> {

	private static final Logger log = LoggerFactory.getLogger(TableProbe.class);

	@Override
	public Answer get() {
		try {
			TableStatus status = client.describeTable(describe -> describe.tableName(table)).table().tableStatus();
			return status == TableStatus.ACTIVE || status == TableStatus.UPDATING ? Answer.THERE : Answer.MISSING;
		} catch (ResourceNotFoundException _) {
			return Answer.MISSING;
		} catch (SdkException e) {
			log.warn("The table {} does not say how it is: {}", table, e.getMessage());
			return Answer.NONE;
		}
	}
}
