package dev.millrace.ingest.kinesis;

import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

import dev.millrace.web.health.SteadyHealth.Answer;

/** Whether the stream is there to be written to; one that is being resharded is. */
final class StreamProbe implements Supplier<Answer> {

	private static final Logger log = LoggerFactory.getLogger(StreamProbe.class);

	private final KinesisClient client;
	private final String stream;

	StreamProbe(KinesisClient client, String stream) {
		this.client = client;
		this.stream = stream;
	}

	@Override
	public Answer get() {
		try {
			StreamStatus status = client.describeStreamSummary(request -> request.streamName(stream))
					.streamDescriptionSummary()
					.streamStatus();
			return status == StreamStatus.ACTIVE || status == StreamStatus.UPDATING ? Answer.THERE : Answer.MISSING;
		} catch (ResourceNotFoundException _) {
			return Answer.MISSING;
		} catch (SdkException e) {
			log.warn("The stream {} does not say how it is: {}", stream, e.getMessage());
			return Answer.NONE;
		}
	}
}
