package dev.millrace.file.s3;

import java.util.function.Function;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import dev.millrace.file.Unavailable;

/**
 * The bucket, asked.
 *
 * @param name of it
 */
record Bucket(S3Client client, String name) {

	private static final int NOT_FOUND = 404;

	/** Throws {@link Unavailable} where the bucket does not answer, and lets through what it answers of an object that is not there. */
	<T> T ask(Function<S3Client, T> question) {
		try {
			return question.apply(client);
		} catch (S3Exception e) {
			if (isAnswer(e.statusCode())) {
				throw e;
			}
			throw unavailable(e);
		} catch (SdkException e) {
			throw unavailable(e);
		}
	}

	static boolean isNotFound(S3Exception e) {
		return e.statusCode() == NOT_FOUND;
	}

	private static boolean isAnswer(int status) {
		return status == NOT_FOUND || status == 400 || status == 412 || status == 416;
	}

	private Unavailable unavailable(SdkException e) {
		return new Unavailable("The bucket %s does not answer: %s".formatted(name, e.getMessage()), e);
	}
}
