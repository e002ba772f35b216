package dev.millrace.cloud.kinesis.api;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What AWS's model of the service asks of a member, and how it words that. */
record Rule(String constraint, Predicate<String> test) {
	static final Rule[] STREAM_NAME = {atMost(128), atLeast(1), pattern("[a-zA-Z0-9_.-]+")};
	static final Rule[] SHARD_ID = {atMost(128), atLeast(1), pattern("[a-zA-Z0-9_.-]+")};
	static final Rule[] HASH_KEY = {pattern("0|([1-9]\\d{0,38})")};
	static final Rule[] SEQUENCE_NUMBER = {pattern("0|([1-9]\\d{0,128})")};
	static final Rule[] STREAM_ARN = {atMost(2048), pattern("arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+")};
	static final Rule[] PARTITION_KEY = {atMost(256), atLeast(1)};
	static final Rule[] TAG_KEY = {atMost(128), atLeast(1)};

	static Rule atMost(int length) {
		return new Rule("Member must have length less than or equal to " + length, text -> text.length() <= length);
	}

	static Rule atLeast(int length) {
		return new Rule("Member must have length greater than or equal to " + length, text -> text.length() >= length);
	}

	static Rule pattern(String regex) {
		var pattern = Pattern.compile(regex);
		return new Rule("Member must satisfy regular expression pattern: " + regex,
				text -> pattern.matcher(text).matches());
	}

	static Rule oneOf(List<String> values) {
		return new Rule("Member must satisfy enum value set: " + values, values::contains);
	}

	static <E extends Enum<E>> Rule oneOf(Class<E> type) {
		return oneOf(Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
	}

	static Rule[] between(int low, int high) {
		return new Rule[]{
				new Rule("Member must have value less than or equal to " + high,
						text -> new BigDecimal(text).compareTo(BigDecimal.valueOf(high)) <= 0),
				new Rule("Member must have value greater than or equal to " + low,
						text -> new BigDecimal(text).compareTo(BigDecimal.valueOf(low)) >= 0)};
	}

	boolean allows(String value) {
		return test.test(value);
	}
}
