package dev.millrace.ingest.schema;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads files as schemas. Each file at the top is for the types that its name says: {@code order.placed.json},
 * {@code order.*.json}, with {@code %2F} and the like for what a file's name cannot hold. Files in folders are only
 * referred to. A {@code $ref} finds these files and nothing else: nothing is ever fetched.
 */
final class SchemaParser {

	private static final JsonMapper JSON = new JsonMapper();
	private static final String BASE = "https://schemas.invalid/";

	private SchemaParser() {}

	/** The schemas that these files hold. A file that is none stands among the problems, and its types' schema is broken. */
	static SchemaSet parse(Map<String, String> files) {
		var problems = new TreeMap<String, String>();
		SchemaRegistry registry = registry(files, problems);
		var entries = new ArrayList<SchemaSet.Entry>();
		files.forEach((name, text) -> {
			TypeSchema schema = problems.containsKey(name) ? new TypeSchema.Broken(name)
					: schema(registry, name, problems);
			if (!name.contains("/")) {
				types(name, problems).ifPresent(types -> entries.add(new SchemaSet.Entry(types, schema)));
			}
		});
		entries.sort(Comparator.comparing(SchemaSet.Entry::types, TypePattern.MOST_TELLING_FIRST));
		return new SchemaSet(entries, problems);
	}

	private static TypeSchema schema(SchemaRegistry registry, String name, Map<String, String> problems) {
		try {
			Schema schema = registry.getSchema(SchemaLocation.of(BASE + name));
			List<Error> flaws = registry.getSchema(SchemaLocation.of(schema.getSchemaContext().getDialect().getId()))
					.validate(schema.getSchemaNode());
			if (!flaws.isEmpty()) {
				problems.put(name, flaws.getFirst().toString());
				return new TypeSchema.Broken(name);
			}
			schema.initializeValidators();
			return new TypeSchema.Usable(name, new BoundedSchema(schema));
		} catch (RuntimeException | StackOverflowError e) {
			problems.put(name, String.valueOf(e.getMessage()));
			return new TypeSchema.Broken(name);
		}
	}

	/** A registry of the files under their own name and, where they give themselves one, under their {@code $id}. */
	private static SchemaRegistry registry(Map<String, String> files, Map<String, String> problems) {
		var known = new HashMap<String, String>();
		files.forEach((name, text) -> {
			try {
				JsonNode id = JSON.readTree(text).path("$id");
				if (id.isString()) {
					known.put(id.asString(), text);
				}
				known.put(BASE + name, text);
			} catch (JacksonException e) {
				problems.put(name, e.getOriginalMessage());
			}
		});
		var config = SchemaRegistryConfig.builder()
				.pathType(PathType.JSON_POINTER)
				.regularExpressionFactory(LinearExpression::of)
				.preloadSchema(true)
				.build();
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
				builder -> builder.schemaRegistryConfig(config)
						.schemaLoader(loader -> loader.resourceLoaders(resources -> resources.resources(known))
								.allow(iri -> known.containsKey(iri.toString()) || isDialect(iri.toString()))));
	}

	/** The specification's own, which the library holds itself. */
	private static boolean isDialect(String iri) {
		return iri.startsWith("https://json-schema.org/draft/") || iri.startsWith("http://json-schema.org/draft-");
	}

	private static Optional<TypePattern> types(String name, Map<String, String> problems) {
		String encoded = name.substring(0, name.length() - SchemaFiles.SUFFIX.length()).replace("+", "%2B");
		try {
			return Optional.of(new TypePattern(URLDecoder.decode(encoded, UTF_8)));
		} catch (IllegalArgumentException e) {
			problems.put(name, "The file's name is no type: " + e.getMessage());
			return Optional.empty();
		}
	}
}
