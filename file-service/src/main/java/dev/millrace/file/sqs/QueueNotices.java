package dev.millrace.file.sqs;

import dev.millrace.file.Generation;
import dev.millrace.file.Notices;

/** Notices by way of the queue that the bucket tells. */
record QueueNotices(String name, Queue queue) implements Notices {

	/** In the messages that this service sends itself, where S3 would name it; nothing reads it. */
	private static final String ANY_BUCKET = "files";

	@Override
	public void bring(String file, Generation generation) {
		queue.send(S3Events.of(ANY_BUCKET, file, generation));
	}
}
