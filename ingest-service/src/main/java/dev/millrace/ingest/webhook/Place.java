package dev.millrace.ingest.webhook;

import java.util.Optional;
import java.util.regex.Pattern;

import tools.jackson.core.JsonPointer;

import dev.millrace.ingest.Delivery;

/** Where in a delivery an attribute of its event stands. */
sealed interface Place {

	/** The value that stands there, if one does. */
	Optional<String> find(Delivery delivery);

	/**
	 * Reads a place as a setting writes it: {@code /event/type} is a JSON pointer into the body, {@code X-GitHub-Event} a
	 * header, {@code =sensor.read} the word itself.
	 *
	 * @throws IllegalArgumentException where it is none of these
	 */
	static Place of(String setting) {
		if (setting.startsWith("/")) {
			return new InBody(setting, JsonPointer.compile(setting));
		}
		if (setting.startsWith("=") && setting.length() > 1) {
			return new Always(setting.substring(1));
		}
		if (InHeader.NAME.matcher(setting).matches()) {
			return new InHeader(setting);
		}
		throw new IllegalArgumentException(
				"'%s' is neither a JSON pointer (/type) nor a header's name (X-Event) nor a word (=order.placed)"
						.formatted(setting));
	}

	/** A header that is sent once. */
	record InHeader(String name) implements Place {

		/** RFC 9110's token. */
		private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

		@Override
		public Optional<String> find(Delivery delivery) {
			return delivery.header(name);
		}

		@Override
		public String toString() {
			return "the header " + name;
		}
	}

	/** A string, number or boolean in the body. */
	record InBody(String text, JsonPointer pointer) implements Place {

		@Override
		public Optional<String> find(Delivery delivery) {
			return Fields.of(delivery).find(pointer);
		}

		@Override
		public String toString() {
			return text + " in the body";
		}
	}

	/** The same for each delivery. */
	record Always(String word) implements Place {

		@Override
		public Optional<String> find(Delivery delivery) {
			return Optional.of(word);
		}

		@Override
		public String toString() {
			return "always " + word;
		}
	}
}
