package dev.millrace.processor.sqs;

import java.util.function.Supplier;

import software.amazon.awssdk.services.sqs.SqsClient;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.processor.DeadLetter;
import dev.millrace.processor.DeadLetters;

/** Sends each dead letter as one message, in plain base64 where that fits, so that a person can read it in a console. */
final class SqsDeadLetters implements DeadLetters {

	/** Bytes of a message; SQS has taken 1 MiB since 2025. */
	static final int MESSAGE_LIMIT = 1 << 20;

	/** ASCII only: a character is a byte, and none is among those that SQS refuses. */
	private final JsonMapper json = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
	private final SqsClient client;
	private final Supplier<String> queueUrl;

	SqsDeadLetters(SqsClient client, Supplier<String> queueUrl) {
		this.client = client;
		this.queueUrl = queueUrl;
	}

	@Override
	public void write(DeadLetter letter) {
		String body = body(letter);
		client.sendMessage(message -> message.queueUrl(queueUrl.get()).messageBody(body));
	}

	private String body(DeadLetter letter) {
		byte[] bytes = letter.record().bytes();
		String plain = json.writeValueAsString(Letter.of(letter, Encoded.plain(bytes)));
		if (plain.length() <= MESSAGE_LIMIT) {
			return plain;
		}
		String compressed = json.writeValueAsString(Letter.of(letter, Encoded.compressed(bytes)));
		if (compressed.length() > MESSAGE_LIMIT) {
			throw new LetterTooLarge(compressed.length());
		}
		return compressed;
	}
}
