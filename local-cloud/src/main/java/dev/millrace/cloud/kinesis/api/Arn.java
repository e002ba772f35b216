package dev.millrace.cloud.kinesis.api;

import java.util.Optional;
import java.util.regex.Pattern;

import dev.millrace.cloud.kinesis.stream.StreamConsumer;
import dev.millrace.cloud.kinesis.stream.StreamState;

/** The names of things as AWS writes them in full. Whatever account and region a client names, it means the only one here. */
record Arn(String streamName, Optional<String> consumerName) {
	static final String ACCOUNT = "000000000000";
	private static final String PREFIX = "arn:aws:kinesis:us-east-1:" + ACCOUNT + ":stream/";
	private static final Pattern SHAPE = Pattern
			.compile(
					"arn:aws[^:]*:kinesis:[^:]*:[0-9]{12}:stream/([a-zA-Z0-9_.-]+)(?:/consumer/([a-zA-Z0-9_.-]+)(?::[0-9]+)?)?");

	static Optional<Arn> parse(String text) {
		var matcher = SHAPE.matcher(text);
		return matcher.matches()
				? Optional.of(new Arn(matcher.group(1), Optional.ofNullable(matcher.group(2))))
				: Optional.empty();
	}

	static String of(StreamState stream) {
		return PREFIX + stream.name();
	}

	static String of(StreamState stream, StreamConsumer consumer) {
		return "%s/consumer/%s:%d".formatted(of(stream), consumer.name(), consumer.created().getEpochSecond());
	}
}
