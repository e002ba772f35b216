package dev.millrace.processor.sqs;

import java.util.function.Supplier;

import software.amazon.awssdk.services.sqs.SqsClient;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.processor.DeadLetter;
import dev.millrace.processor.DeadLetters;
import dev.millrace.processor.LargeLetters;

/** Sends each dead letter as one message, in plain base64 where that fits, so that a person can read it in a console. */
final class SqsDeadLetters implements DeadLetters {

	/** ASCII only: a character is a byte, and none is among those that SQS refuses. */
	private final JsonMapper json = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
	private final SqsClient client;
	private final Supplier<DeadLetterQueue> queue;
	private final LargeLetters large;

	/** @param large where the bytes go that fit into no message */
	SqsDeadLetters(SqsClient client, Supplier<DeadLetterQueue> queue, LargeLetters large) {
		this.client = client;
		this.queue = queue;
		this.large = large;
	}

	@Override
	public void write(DeadLetter letter) {
		DeadLetterQueue to = queue.get();
		String body = body(letter, to.messageLimit());
		client.sendMessage(message -> message.queueUrl(to.url()).messageBody(body));
	}

	private String body(DeadLetter letter, int limit) {
		byte[] bytes = letter.record().bytes();
		String plain = json.writeValueAsString(Letter.of(letter, Encoded.plain(bytes)));
		if (plain.length() <= limit) {
			return plain;
		}
		String compressed = json.writeValueAsString(Letter.of(letter, Encoded.compressed(bytes)));
		if (compressed.length() <= limit) {
			return compressed;
		}
		return json.writeValueAsString(Letter.of(letter, Encoded.elsewhere(large.keep(letter))));
	}
}
