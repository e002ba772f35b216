package dev.millrace.processor.kinesis;

import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

import dev.millrace.web.health.SteadyHealth.Answer;

/** Whether the stream is there. */
final class StreamProbe implements Supplier<Answer> {

	private static final Logger log = LoggerFactory.getLogger(StreamProbe.class);

	private final KinesisAsyncClient client;
	private final String stream;

	StreamProbe(KinesisAsyncClient client, String stream) {
		this.client = client;
		this.stream = stream;
	}

	@Override
	public Answer get() {
		try {
			StreamStatus status = client.describeStreamSummary(request -> request.streamName(stream))
					.join()
					.streamDescriptionSummary()
					.streamStatus();
			return status == StreamStatus.ACTIVE || status == StreamStatus.UPDATING ? Answer.THERE : Answer.MISSING;
		} catch (CompletionException e) {
			if (e.getCause() instanceof ResourceNotFoundException) {
				return Answer.MISSING;
			}
			log.warn("The stream {} does not say how it is: {}", stream, e.getMessage());
			return Answer.NONE;
		}
	}
}
