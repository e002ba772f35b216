package dev.millrace.processor.dynamodb;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.processor.KeptLetter;
import dev.millrace.processor.LargeLetters;

import static java.util.Objects.requireNonNull;

/** How a dead letter is written as an item: what is told of it as one JSON text, beside it what lists and look-ups need. */
final class LetterItem {

	static final String ID = "id";
	/** Of an open letter only, so that the index of open letters has no others. */
	static final String STATE = "state";
	static final String OPEN = "open";
	/** When it was tried last: milliseconds since 1970. */
	static final String TRIED_AT = "triedAt";
	static final String CLOSED_AT = "closedAt";
	static final String REASON = "reason";
	static final String TYPE = "type";
	static final String EVENT_ID = "eventId";
	static final String LETTER = "letter";
	/** The record's bytes; or, as text, the place at which they lie. */
	static final String BYTES = "bytes";
	/** Seconds since 1970. */
	static final String EXPIRES_AT = "expiresAt";
	private static final JsonMapper JSON = JsonMapper.shared();

	private LetterItem() {}

	static Map<String, AttributeValue> key(String id) {
		return Map.of(ID, Attributes.text(id));
	}

	/**
	 * All but the bytes.
	 *
	 * @param remembered how long a closed letter is
	 */
	static Map<String, AttributeValue> of(KeptLetter letter, Duration remembered) {
		Map<String, AttributeValue> item = new LinkedHashMap<>(key(letter.id()));
		item.put(LETTER, Attributes.text(JSON.writeValueAsString(letter)));
		item.put(TRIED_AT, Attributes.number(letter.reason().lastAt().toEpochMilli()));
		item.put(REASON, Attributes.text(letter.reason().code()));
		letter.event().ifPresent(event -> item.put(EVENT_ID, Attributes.text(event.id())));
		letter.event().ifPresent(event -> item.put(TYPE, Attributes.text(event.type())));
		letter.closing().ifPresentOrElse(end -> {
			item.put(CLOSED_AT, Attributes.number(end.at().toEpochMilli()));
			item.put(EXPIRES_AT, Attributes.number(end.at().plus(remembered).getEpochSecond()));
		}, () -> item.put(STATE, Attributes.text(OPEN)));
		return item;
	}

	static KeptLetter letterOf(Map<String, AttributeValue> item) {
		return JSON.readValue(Attributes.textOf(item, LETTER), KeptLetter.class);
	}

	static Optional<byte[]> bytesOf(Map<String, AttributeValue> item, LargeLetters large) {
		if (!item.containsKey(BYTES)) {
			return Optional.empty();
		}
		AttributeValue bytes = requireNonNull(item.get(BYTES));
		return Optional.of(bytes.s() == null ? bytes.b().asByteArray() : large.read(bytes.s()));
	}
}
