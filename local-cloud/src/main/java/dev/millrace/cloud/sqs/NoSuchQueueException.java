package dev.millrace.cloud.sqs;

import java.io.IOException;

/** There is no queue of that name. */
public final class NoSuchQueueException extends IOException {
	private static final long serialVersionUID = 1L;

	NoSuchQueueException(String arn) {
		super("There is no queue " + arn);
	}
}
