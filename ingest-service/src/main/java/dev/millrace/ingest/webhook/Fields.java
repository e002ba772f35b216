package dev.millrace.ingest.webhook;

import java.net.URLDecoder;
import java.util.Locale;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.filter.FilteringParserDelegate;
import tools.jackson.core.filter.JsonPointerBasedFilter;
import tools.jackson.core.filter.TokenFilter.Inclusion;
import tools.jackson.core.json.JsonFactory;

import dev.millrace.ingest.Delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What a pointer can find in a delivery's body. The body itself goes on untouched. */
sealed interface Fields {

	/** The string, number or boolean at this place. */
	Optional<String> find(JsonPointer pointer);

	/**
	 * A form's {@code payload} is where GitHub and Slack put the JSON that they send as a form; of any other form a pointer names a
	 * field. Everything else is looked at as JSON, whatever its content type says.
	 */
	static Fields of(Delivery delivery) {
		if (!isForm(delivery)) {
			return new Json(delivery.body());
		}
		var form = new Form(new String(delivery.body(), UTF_8));
		return form.field("payload").<Fields>map(payload -> new Json(payload.getBytes(UTF_8))).orElse(form);
	}

	/** Whether the body is an HTML form's. */
	static boolean isForm(Delivery delivery) {
		return delivery.contentType()
				.filter(type -> type.strip().toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded"))
				.isPresent();
	}

	/** Fields and their values, percent-encoded. */
	record Form(String text) implements Fields {

		@Override
		public Optional<String> find(JsonPointer pointer) {
			return pointer.tail().matches() ? field(pointer.getMatchingProperty()) : Optional.empty();
		}

		Optional<String> field(String name) {
			for (String field : text.split("&", -1)) {
				int equals = field.indexOf('=');
				if (equals >= 0 && decoded(field.substring(0, equals)).filter(name::equals).isPresent()) {
					return decoded(field.substring(equals + 1));
				}
			}
			return Optional.empty();
		}

		private static Optional<String> decoded(String text) {
			try {
				return Optional.of(URLDecoder.decode(text, UTF_8));
			} catch (IllegalArgumentException _) {
				return Optional.empty();
			}
		}
	}

	/** A JSON document, read as tokens and only as far as the place. */
	@SuppressWarnings("ArrayRecordComponent") // A view over a request's body; never compared.
	record Json(byte[] text) implements Fields {

		private static final JsonFactory FACTORY = JsonFactory.builder()
				.disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
				.build();

		@Override
		public Optional<String> find(JsonPointer pointer) {
			try (JsonParser tokens = new FilteringParserDelegate(FACTORY.createParser(ObjectReadContext.empty(), text),
					new JsonPointerBasedFilter(pointer), Inclusion.ONLY_INCLUDE_ALL, false)) {
				JsonToken value = tokens.nextToken();
				return value != null && (value == JsonToken.VALUE_STRING || value.isNumeric() || value.isBoolean())
						? Optional.of(tokens.getString())
						: Optional.empty();
			} catch (JacksonException _) {
				return Optional.empty(); // Whoever reads the body as an event's data says what is wrong with it.
			}
		}
	}
}
