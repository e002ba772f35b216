package dev.millrace.ingest.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All schemas of a location as they were at one moment.
 *
 * @param schemas by the types that they are for, the most telling first
 * @param problems of the files that are no schemas, by their name
 */
record SchemaSet(List<Entry> schemas, Map<String, String> problems) {

	SchemaSet {
		schemas = List.copyOf(schemas);
		problems = Map.copyOf(problems);
	}

	/** The schema of a type, if it has one. */
	Optional<TypeSchema> of(String type) {
		return schemas.stream().filter(entry -> entry.types().holds(type)).map(Entry::schema).findFirst();
	}

	/** A schema and its types. */
	record Entry(TypePattern types, TypeSchema schema) {}
}
