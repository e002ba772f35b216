package dev.millrace.event;

import java.util.Base64;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads one event's object from a tokenizer, member by member, and leaves the tokenizer at the object's end. */
final class EnvelopeReader {

	private final JsonParser tokens;
	private final byte[] bytes;
	private final int offset;
	private final EventLimits limits;
	private final Dialect dialect;
	private final Envelope envelope;
	private int start;

	EnvelopeReader(JsonParser tokens, byte[] bytes, int offset, EventLimits limits, Dialect dialect) {
		this(tokens, bytes, offset, limits, dialect, new Envelope());
	}

	EnvelopeReader(JsonParser tokens, byte[] bytes, int offset, EventLimits limits, Dialect dialect,
			Envelope envelope) {
		this.tokens = tokens;
		this.bytes = bytes;
		this.offset = offset;
		this.limits = limits;
		this.dialect = dialect;
		this.envelope = envelope;
	}

	Reading read() {
		start = tokenStart();
		if (tokens.currentToken() != JsonToken.START_OBJECT) {
			envelope.refuse(Problem.whole(ProblemCode.NOT_AN_EVENT, "An event is a JSON object; this is not."));
			skip(1);
		} else {
			members();
		}
		envelope.measure(tokenEnd() - start, limits);
		return envelope.finish(bytes, dialect);
	}

	/** Reads the members of the object that the tokenizer stands at the start of. */
	void members() {
		start = tokenStart();
		while (tokens.nextToken() == JsonToken.PROPERTY_NAME) {
			if (isWorthKeeping(tokens.getStringLength())) {
				member(tokens.currentName());
			} else {
				tokens.nextToken();
				skip(1);
			}
		}
	}

	/** Of what is refused anyway nothing is gathered: a million members in ten megabytes would take a hundred. */
	private boolean isWorthKeeping(int nameLength) {
		if (nameLength > Attribute.LONGEST_NAME) {
			envelope.refuse(Problem.whole(ProblemCode.INVALID_ATTRIBUTE,
					"An attribute's name has %d characters; the limit is %d. Put anything else inside 'data'."
							.formatted(nameLength, Attribute.LONGEST_NAME)));
		}
		return !envelope.isRefused() && tokenStart() - start <= limits.eventBytes();
	}

	/** Reads the value that the tokenizer stands at as the event's data, whose member starts at this place. */
	void data(int from) {
		skip(1);
		envelope.add(new Draft.Member("data", from, tokenEnd()));
	}

	private void member(String name) {
		int from = tokenStart();
		boolean isNew = envelope.begin(name);
		JsonToken value = tokens.nextToken();
		if (value == JsonToken.VALUE_NULL && !name.equals("data")) {
			return; // CloudEvents' JSON format: an attribute that is null is one that is not there.
		}
		switch (name) {
			case "data" -> skip(1);
			case "data_base64" -> base64(value);
			default -> attribute(name, value);
		}
		if (isNew) {
			envelope.add(new Draft.Member(name, from, tokenEnd()));
		}
	}

	private void attribute(String name, JsonToken value) {
		Attribute attribute = Attribute.of(name);
		if (attribute == Attribute.EXTENSION && !Attribute.isName(name)) {
			refuse(name, ProblemCode.INVALID_ATTRIBUTE,
					"An attribute's name is 1 to 64 of the characters a-z and 0-9; put anything else inside 'data'.");
		} else if (attribute.isReserved() && dialect != Dialect.STORED) {
			refuse(name, ProblemCode.RESERVED_ATTRIBUTE, "The attribute '%s' is set by the intake.".formatted(name));
		} else if (value == JsonToken.VALUE_STRING) {
			text(attribute, name, tokens.getString());
			return;
		} else if (!isScalarThatFits(attribute, value)) {
			refuse(name, ProblemCode.INVALID_ATTRIBUTE,
					"The attribute '%s' must be %s.".formatted(name, attribute.rule()));
		}
		skip(1);
	}

	private boolean isScalarThatFits(Attribute attribute, JsonToken value) {
		return switch (attribute) {
			case EXTENSION -> value.isBoolean() || isInteger(value);
			case GENERATEDID -> value.isBoolean();
			default -> false;
		};
	}

	/** CloudEvents' Integer is a signed one of 32 bits. */
	private boolean isInteger(JsonToken value) {
		if (value != JsonToken.VALUE_NUMBER_INT || tokens.getStringLength() > "-2147483648".length()) {
			return false;
		}
		long number = tokens.getLongValue();
		return number == (int) number;
	}

	private void text(Attribute attribute, String name, String value) {
		int length = attribute == Attribute.PARTITIONKEY ? value.codePointCount(0, value.length())
				: value.getBytes(UTF_8).length;
		int limit = attribute == Attribute.PARTITIONKEY ? limits.partitionKeyCharacters() : limits.attributeBytes();
		if (length > limit) {
			refuse(name, ProblemCode.ATTRIBUTE_TOO_LONG, "The attribute '%s' has a length of %d; the limit is %d."
					.formatted(name, length, limit));
		} else if (!attribute.accepts(value)) {
			refuse(name, ProblemCode.INVALID_ATTRIBUTE,
					"The attribute '%s' must be %s.".formatted(name, attribute.rule()));
		} else {
			envelope.value(attribute, value);
		}
	}

	private void base64(JsonToken value) {
		if (value != JsonToken.VALUE_STRING || !isBase64(tokens.getString())) {
			refuse("data_base64", ProblemCode.INVALID_ATTRIBUTE,
					"The member 'data_base64' must be a string of Base64 (RFC 4648).");
			skip(1);
		}
	}

	private static boolean isBase64(String text) {
		try {
			Base64.getDecoder().decode(text);
			return true;
		} catch (IllegalArgumentException _) {
			return false;
		}
	}

	/** Passes over the current value, looking at nothing but its depth and the length of its numbers. */
	private void skip(int depth) {
		int level = depth;
		int deepest = depth;
		do {
			JsonToken token = tokens.currentToken();
			if (token.isStructStart()) {
				level++;
				deepest = Math.max(deepest, level);
			} else if (token.isStructEnd()) {
				level--;
			} else if (token.isNumeric()) {
				checkNumber();
			}
		} while (level > depth && tokens.nextToken() != null);
		checkDepth(deepest);
	}

	private void checkDepth(int deepest) {
		if (deepest > limits.depth()) {
			envelope.refuse(Problem.whole(ProblemCode.TOO_DEEP,
					"The event is nested %d deep; the limit is %d.".formatted(deepest, limits.depth())));
		}
	}

	private void checkNumber() {
		int length = tokens.getStringLength();
		if (length > limits.numberLength()) {
			envelope.refuse(Problem.whole(ProblemCode.NUMBER_TOO_LONG,
					"A number has %d characters; the limit is %d.".formatted(length, limits.numberLength())));
		}
	}

	private void refuse(String name, ProblemCode code, String detail) {
		envelope.refuse(Problem.at(name, code, detail));
	}

	private int tokenStart() {
		return offset + (int) tokens.currentTokenLocation().getByteOffset();
	}

	/** The place behind the current token; a string is read to its end first, since the tokenizer is lazy there. */
	private int tokenEnd() {
		tokens.finishToken();
		return offset + (int) tokens.currentLocation().getByteOffset();
	}
}
