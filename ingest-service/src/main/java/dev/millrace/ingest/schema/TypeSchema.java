package dev.millrace.ingest.schema;

import java.util.Optional;

import tools.jackson.databind.JsonNode;

/** The schema of some types. */
sealed interface TypeSchema {

	/** The file that holds it. */
	String file();

	/** One that can be held against data. */
	record Usable(String file, DataSchema schema) implements TypeSchema {}

	/** One that could not be read when the service started, when there was none before it to go on with. */
	record Broken(String file) implements TypeSchema {}

	/** A schema, ready to be held against data by many threads. */
	@FunctionalInterface
	interface DataSchema {

		/**
		 * What of the data does not fit, if anything does not.
		 *
		 * @param bytes that the data was sent in, which bound what looking at it may cost
		 */
		Optional<Violation> violation(JsonNode data, int bytes);
	}

	/**
	 * Where data does not fit its schema.
	 *
	 * @param pointer into the data
	 * @param keyword of the schema that says so
	 * @param message a sentence for a person
	 */
	record Violation(String pointer, String keyword, String message) {}
}
