package dev.millrace.processor.sqs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.processor.DeadLetter;
import dev.millrace.processor.LargeLetters;
import dev.millrace.processor.LetterQueue;
import dev.millrace.processor.Position;
import dev.millrace.processor.Reason;
import dev.millrace.processor.StreamRecord;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Takes dead letters out of the queue. */
final class SqsLetterQueue implements LetterQueue {

	private static final Logger log = LoggerFactory.getLogger(SqsLetterQueue.class);
	/** Below the client's own time-out. */
	private static final int WAIT_SECONDS = 8;
	/** Until a letter that was not removed comes again. */
	private static final int HIDDEN_SECONDS = 60;
	/** Of one call, which SQS bounds at a megabyte as well. */
	private static final int MOST = 10;

	/** Whatever lacks a part of a letter is none. */
	private final JsonMapper json = JsonMapper.builder()
			.enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
					DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
			.build();
	private final SqsClient client;
	private final Supplier<DeadLetterQueue> queue;
	private final LargeLetters large;
	private final InstantSource clock;

	SqsLetterQueue(SqsClient client, Supplier<DeadLetterQueue> queue, LargeLetters large, InstantSource clock) {
		this.client = client;
		this.queue = queue;
		this.large = large;
		this.clock = clock;
	}

	@Override
	public List<Received> receive() {
		String url = queue.get().url();
		List<Received> received = new ArrayList<>();
		for (Message message : client.receiveMessage(receive -> receive.queueUrl(url)
				.maxNumberOfMessages(MOST)
				.visibilityTimeout(HIDDEN_SECONDS)
				.waitTimeSeconds(WAIT_SECONDS)).messages()) {
			try {
				received.add(new Received(read(message), message.receiptHandle()));
			} catch (RuntimeException e) {
				log.error("The message {} stays in the queue: its letter's bytes cannot be had", message.messageId(),
						e);
			}
		}
		return received;
	}

	private DeadLetter read(Message message) {
		try {
			return json.readValue(message.body(), Letter.class).read(large);
		} catch (JacksonException | IllegalArgumentException | DateTimeException e) {
			return foreign(message, e);
		}
	}

	/** Somebody else's message would be gone for good when the queue forgets it; so it is kept as it is. */
	private DeadLetter foreign(Message message, RuntimeException e) {
		Instant now = clock.instant();
		var reason = new Reason(Reason.UNREADABLE, "A message of the queue that is no letter.",
				Optional.of(e.getClass().getName()), 1, now, now);
		var position = new Position("queue", "message", message.messageId(), 0);
		return new DeadLetter(reason, new StreamRecord(position, now, message.body().getBytes(UTF_8)));
	}

	@Override
	public void remove(Received received) {
		client.deleteMessage(delete -> delete.queueUrl(queue.get().url()).receiptHandle(received.receipt()));
	}
}
