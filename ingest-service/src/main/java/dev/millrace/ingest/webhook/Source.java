package dev.millrace.ingest.webhook;

import java.util.List;
import java.util.Optional;

import dev.millrace.ingest.Delivery;

/**
 * One declared sender.
 *
 * @param source the source of its events
 * @param types where the type stands
 * @param ids where the id stands; none where its deliveries have none
 */
record Source(Scheme scheme, Proof proof, String source, List<Place> types, String typePrefix, List<Place> ids) {

	/**
	 * The sender that these settings declare.
	 *
	 * @throws InvalidWebhookException naming the property that cannot be
	 */
	static Source of(String name, SourceProperties properties) {
		if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
			throw new InvalidWebhookException(name, "", "has a name other than 1 to 64 of A-Z a-z 0-9 . _ -");
		}
		for (int i = 0; i < properties.secrets().size(); i++) {
			String flaw = properties.scheme().flaw(properties.secrets().get(i));
			if (!flaw.isEmpty()) {
				throw new InvalidWebhookException(name, ".secrets[%d]".formatted(i), flaw);
			}
		}
		List<Place> types = places(name, ".type", properties.type(), properties.scheme().types());
		if (types.isEmpty()) {
			throw new InvalidWebhookException(name, ".type", "must be set where the scheme has no place of its own");
		}
		return new Source(properties.scheme(),
				properties.scheme().proof(properties.secrets(), new Tolerance(properties.tolerance())),
				Optional.ofNullable(properties.source()).orElse("/webhooks/" + name), types,
				Optional.ofNullable(properties.typePrefix()).orElse(properties.scheme().typePrefix()),
				places(name, ".id", properties.id(), properties.scheme().ids()));
	}

	/** The event's type, if the delivery says it. */
	Optional<String> type(Delivery delivery) {
		return first(types, delivery).map(typePrefix::concat);
	}

	/** The delivery's id, if it says one. */
	Optional<String> id(Delivery delivery) {
		return first(ids, delivery);
	}

	private static Optional<String> first(List<Place> places, Delivery delivery) {
		return places.stream().flatMap(place -> place.find(delivery).stream()).findFirst();
	}

	private static List<Place> places(String name, String property, List<String> settings, List<Place> otherwise) {
		try {
			return settings.isEmpty() ? otherwise : settings.stream().map(Place::of).toList();
		} catch (IllegalArgumentException e) {
			throw new InvalidWebhookException(name, property, "is wrong: " + e.getMessage());
		}
	}
}
