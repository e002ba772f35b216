package dev.millrace.web.keys.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import dev.millrace.web.keys.Scope;
import dev.millrace.web.keys.StoredKey;
import dev.millrace.web.limits.RateLimit;

/** A key as an item. Absent attributes are what a key does not have. */
final class KeyItem {

	static final String ID = "id";
	static final String REVOKED_AT = "revokedAt";

	private static final String HASH = "hash";
	private static final String NAME = "name";
	private static final String SCOPES = "scopes";
	private static final String DEFAULT_SOURCE = "defaultSource";
	private static final String TYPES = "types";
	private static final String PER_SECOND = "perSecond";
	private static final String BURST = "burst";
	private static final String CREATED_AT = "createdAt";
	private static final String EXPIRES_AT = "expiresAt";

	private KeyItem() {}

	static Map<String, AttributeValue> of(StoredKey key) {
		var item = new HashMap<>(Map.of(ID, text(key.id()), HASH, text(key.hash()), NAME, text(key.name()),
				CREATED_AT, text(key.createdAt().toString()),
				SCOPES, AttributeValue.fromSs(key.scopes().stream().map(Scope::word).toList())));
		key.defaultSource().ifPresent(source -> item.put(DEFAULT_SOURCE, text(source)));
		if (!key.types().isEmpty()) {
			item.put(TYPES, AttributeValue.fromL(key.types().stream().map(KeyItem::text).toList()));
		}
		key.rateLimit().ifPresent(limit -> {
			item.put(PER_SECOND, AttributeValue.fromN(Integer.toString(limit.refill())));
			item.put(BURST, AttributeValue.fromN(Integer.toString(limit.burst())));
		});
		key.expiresAt().ifPresent(end -> item.put(EXPIRES_AT, text(end.toString())));
		key.revokedAt().ifPresent(end -> item.put(REVOKED_AT, text(end.toString())));
		return item;
	}

	/** Scopes that this version does not know are left out: the key may do less, never more. */
	static StoredKey read(Map<String, AttributeValue> item) {
		var scopes = required(item, SCOPES).ss()
				.stream()
				.flatMap(word -> Scope.of(word).stream())
				.collect(Collectors.toUnmodifiableSet());
		return new StoredKey(required(item, ID).s(), required(item, HASH).s(), required(item, NAME).s(), scopes,
				optional(item, DEFAULT_SOURCE), types(item), rateLimit(item),
				Instant.parse(required(item, CREATED_AT).s()),
				optional(item, EXPIRES_AT).map(Instant::parse), optional(item, REVOKED_AT).map(Instant::parse));
	}

	static AttributeValue text(String value) {
		return AttributeValue.fromS(value);
	}

	private static List<String> types(Map<String, AttributeValue> item) {
		AttributeValue types = item.get(TYPES);
		return types == null ? List.of() : types.l().stream().map(AttributeValue::s).toList();
	}

	private static Optional<RateLimit> rateLimit(Map<String, AttributeValue> item) {
		if (!item.containsKey(PER_SECOND)) {
			return Optional.empty();
		}
		return Optional.of(new RateLimit(Integer.parseInt(required(item, PER_SECOND).n()),
				Integer.parseInt(required(item, BURST).n())));
	}

	private static Optional<String> optional(Map<String, AttributeValue> item, String name) {
		return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
	}

	private static AttributeValue required(Map<String, AttributeValue> item, String name) {
		@Nullable
		AttributeValue value = item.get(name);
		if (value == null) {
			throw new IllegalStateException("The item of a key has no attribute '%s'".formatted(name));
		}
		return value;
	}
}
