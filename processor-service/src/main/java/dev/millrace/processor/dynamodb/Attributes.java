package dev.millrace.processor.dynamodb;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import dev.millrace.processor.LargeEvents;
import dev.millrace.processor.StoredTrace;

import static java.util.Objects.requireNonNull;

/** The names of an item's attributes, and how they are written. */
final class Attributes {

	static final String ID = "id";
	/** Milliseconds since 1970. */
	static final String TIMESTAMP = "timestamp";
	static final String SOURCE = "source";
	static final String TYPE = "type";
	/** The CloudEvents document, byte for byte; or, as text, the place at which it lies. */
	static final String EVENT = "event";
	/** Of a claim only, until it is released: the position that won. */
	static final String WINNER = "winner";
	/** Of a claim only, where its event expires: milliseconds since 1970. */
	static final String COUNTS_UNTIL = "countsUntil";
	/** Milliseconds since 1970. */
	private static final String RECEIVED_AT = "receivedAt";
	private static final String SHARD = "shardId";
	private static final String SEQUENCE_NUMBER = "sequenceNumber";
	private static final String SUBSEQUENCE_NUMBER = "subsequenceNumber";
	/** Milliseconds since 1970. */
	private static final String STORED_AT = "storedAt";
	/** How many attempts it took; absent where the first one did it. */
	private static final String ATTEMPTS = "attempts";
	/** Present where it is published once it is stored. */
	private static final String TOLD = "told";
	/** What {@link #traceOf} reads, beside source and type. */
	static final String TRACE = String.join(", ", RECEIVED_AT, SHARD, SEQUENCE_NUMBER, SUBSEQUENCE_NUMBER, STORED_AT,
			ATTEMPTS, TOLD);

	/** Seconds since 1970: the table's time to live. */
	private static final String EXPIRES_AT = "expiresAt";

	private Attributes() {}

	/** @param now when it is put, which an event's item tells */
	static Map<String, AttributeValue> of(Item item, int slots, Expiry expiry, Instant now) {
		return switch (item) {
			case EventItem event -> of(event, slots, expiry, now);
			case Claim claim -> of(claim, expiry, now);
		};
	}

	private static Map<String, AttributeValue> of(EventItem item, int slots, Expiry expiry, Instant now) {
		var event = item.event();
		int slot = item.identity().slot(slots);
		Map<String, AttributeValue> attributes = new LinkedHashMap<>(key(item.key()));
		attributes.put(SOURCE, text(event.source()));
		attributes.put(TYPE, text(event.type()));
		attributes.put(EVENT, item.place().map(Attributes::text).orElseGet(() -> binary(event.document())));
		attributes.put(RECEIVED_AT, number(event.receivedAt().toEpochMilli()));
		attributes.put(SHARD, text(item.position().shard()));
		attributes.put(SEQUENCE_NUMBER, text(item.position().sequenceNumber()));
		attributes.put(SUBSEQUENCE_NUMBER, number(item.position().subsequenceNumber()));
		attributes.put(STORED_AT, number(now.toEpochMilli()));
		if (item.attempt() > 1) {
			attributes.put(ATTEMPTS, number(item.attempt()));
		}
		if (item.told()) {
			attributes.put(TOLD, AttributeValue.fromBool(true));
		}
		expiry.of(event).ifPresent(end -> attributes.put(EXPIRES_AT, number(end.getEpochSecond())));
		for (Index index : Index.values()) {
			attributes.put(index.slotAttribute(), text(index.slot(event, slot)));
		}
		return attributes;
	}

	private static Map<String, AttributeValue> of(Claim claim, Expiry expiry, Instant now) {
		Map<String, AttributeValue> attributes = new LinkedHashMap<>(key(claim.key()));
		attributes.put(SOURCE, text(claim.identity().source()));
		attributes.put(WINNER, text(claim.winner().toString()));
		expiry.ofClaim(claim.event(), now).ifPresent(end -> attributes.put(COUNTS_UNTIL, number(end.toEpochMilli())));
		return attributes;
	}

	static Map<String, AttributeValue> key(Key key) {
		Map<String, AttributeValue> attributes = new LinkedHashMap<>();
		attributes.put(ID, text(key.id()));
		attributes.put(TIMESTAMP, number(key.timestamp()));
		return attributes;
	}

	/** The record that brought an event, as {@link dev.millrace.processor.Position#inStream} writes it; a claim has none. */
	static Optional<String> broughtBy(Map<String, AttributeValue> attributes) {
		return Optional.ofNullable(attributes.get(SUBSEQUENCE_NUMBER))
				.map(number -> "%s/%s/%s".formatted(textOf(attributes, SHARD), textOf(attributes, SEQUENCE_NUMBER),
						number.n()));
	}

	/** The record that a claim is held for, if it counts. */
	static Optional<String> winnerOf(Map<String, AttributeValue> attributes, Instant now) {
		boolean counts = !attributes.containsKey(COUNTS_UNTIL)
				|| numberOf(attributes, COUNTS_UNTIL) > now.toEpochMilli();
		return Optional.ofNullable(attributes.get(WINNER)).filter(_ -> counts).map(AttributeValue::s);
	}

	static Key keyOf(Map<String, AttributeValue> attributes) {
		return new Key(textOf(attributes, ID), Long.parseLong(requireNonNull(attributes.get(TIMESTAMP)).n()));
	}

	static String textOf(Map<String, AttributeValue> attributes, String name) {
		return requireNonNull(attributes.get(name), name).s();
	}

	/** @param large where the document lies if it is not in the item */
	static byte[] documentOf(Map<String, AttributeValue> attributes, LargeEvents large) {
		AttributeValue event = requireNonNull(attributes.get(EVENT), EVENT);
		return event.s() == null ? event.b().asByteArrayUnsafe() : large.read(event.s());
	}

	static AttributeValue binary(byte[] bytes) {
		return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes));
	}

	static long numberOf(Map<String, AttributeValue> attributes, String name) {
		return Long.parseLong(requireNonNull(attributes.get(name), name).n());
	}

	static StoredTrace traceOf(Map<String, AttributeValue> attributes) {
		return new StoredTrace(textOf(attributes, SOURCE), textOf(attributes, TYPE),
				Instant.ofEpochMilli(numberOf(attributes, RECEIVED_AT)), textOf(attributes, SHARD),
				textOf(attributes, SEQUENCE_NUMBER), numberOf(attributes, SUBSEQUENCE_NUMBER),
				Optional.ofNullable(attributes.get(STORED_AT)).map(at -> Instant.ofEpochMilli(Long.parseLong(at.n()))),
				attributes.containsKey(ATTEMPTS) ? (int) numberOf(attributes, ATTEMPTS) : 1,
				attributes.containsKey(TOLD));
	}

	static AttributeValue text(String value) {
		return AttributeValue.fromS(value);
	}

	static AttributeValue number(long value) {
		return AttributeValue.fromN(Long.toString(value));
	}
}
