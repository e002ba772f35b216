package dev.millrace.processor.dynamodb;

import java.util.Set;
import java.util.function.Supplier;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementError;

import dev.millrace.processor.Rejected;
import dev.millrace.processor.Unavailable;

/**
 * Says whose fault a failed call is. Only what DynamoDB calls invalid is the item's own; all else (limits, time-outs, no
 * connection, no permission, no table) is the table's, passes, and must not cost an event its place.
 */
final class Failures {

	private static final Set<String> OF_THE_ITEM = Set.of("ValidationException",
			"ItemCollectionSizeLimitExceededException");

	/** What a statement's error says, as an exception for the one item that it is about. */
	static RuntimeException of(BatchStatementError error) {
		String message = error.codeAsString() + ": " + error.message();
		return switch (error.code()) {
			case VALIDATION_ERROR, ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED -> new Rejected(message);
			default -> new Unavailable(message);
		};
	}

	private Failures() {}

	static <T> T translated(Supplier<T> call) {
		try {
			return call.get();
		} catch (SdkException e) {
			throw translate(e);
		}
	}

	static RuntimeException translate(SdkException e) {
		String message = String.valueOf(e.getMessage());
		return isOfTheItem(e) ? new Rejected(message, e) : new Unavailable(message, e);
	}

	private static boolean isOfTheItem(SdkException e) {
		return e instanceof AwsServiceException service && service.awsErrorDetails() != null
				&& OF_THE_ITEM.contains(service.awsErrorDetails().errorCode());
	}
}
