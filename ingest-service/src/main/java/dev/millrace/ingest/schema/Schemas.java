package dev.millrace.ingest.schema;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.event.Draft;
import dev.millrace.event.Problem;
import dev.millrace.event.ProblemCode;
import dev.millrace.ingest.SchemaCheck;
import dev.millrace.ingest.schema.TypeSchema.Violation;

/** The schemas in use. They are replaced as a whole, and only by files that are all schemas. */
final class Schemas implements SchemaCheck {

	private static final Logger log = LoggerFactory.getLogger(Schemas.class);
	private static final int LONGEST_MARK = 256;

	private final SchemaFiles files;
	private final List<TypePattern> marked;
	private SortedMap<String, String> lastRead;
	private Optional<String> troubleInLastRead = Optional.empty();
	private volatile int brokenInLastRead;
	private volatile SchemaSet current;
	private volatile Optional<String> trouble = Optional.empty();

	/**
	 * Reads the schemas for the first time. A file that is none is told, and its types' events are taken and marked: refusing
	 * them would make a slip in a schema an outage of its senders.
	 *
	 * @throws IOException where they cannot be read at all
	 */
	Schemas(SchemaFiles files, List<TypePattern> marked) throws IOException {
		this.files = files;
		this.marked = List.copyOf(marked);
		this.lastRead = files.read();
		this.current = SchemaParser.parse(lastRead);
		this.brokenInLastRead = current.problems().size();
		if (current.problems().isEmpty()) {
			log.info("{} schemas are in use", current.schemas().size());
		} else {
			troubleInLastRead = Optional
					.of("Events of the types of these files are taken and marked, since they are no schemas: "
							+ current.problems());
			tell(troubleInLastRead);
		}
	}

	/** Looks for changes. Whatever is wrong is told once, and the schemas stay as they are. */
	synchronized void reload() {
		try {
			SortedMap<String, String> read = files.read();
			if (!read.equals(lastRead)) {
				take(read);
			}
			tell(troubleInLastRead);
		} catch (IOException | RuntimeException | Error e) { // An Error would end the looking, unseen.
			tell(Optional.of("The schemas stay as they were, since they cannot be read: " + e));
		}
	}

	private void take(SortedMap<String, String> read) {
		lastRead = read;
		SchemaSet parsed = SchemaParser.parse(read);
		brokenInLastRead = parsed.problems().size();
		if (parsed.problems().isEmpty()) {
			current = parsed;
			troubleInLastRead = Optional.empty();
			log.info("{} schemas are in use now", parsed.schemas().size());
		} else {
			troubleInLastRead = Optional
					.of("The schemas stay as they were, since these files are none: " + parsed.problems());
		}
	}

	/** What keeps the newest files from being used, if anything does. */
	Optional<String> trouble() {
		return trouble;
	}

	/** How many files are no schemas; at least 1 while the newest files cannot be used for any other reason. */
	int broken() {
		return trouble.isEmpty() ? 0 : Math.max(1, brokenInLastRead);
	}

	/** How many schemas are in use. */
	int count() {
		return current.schemas().size();
	}

	@Override
	public Verdict check(Draft draft) {
		return current.of(draft.type()).map(schema -> judge(schema, draft)).orElseGet(Verdict.Fits::new);
	}

	private Verdict judge(TypeSchema schema, Draft draft) {
		return switch (schema) {
			case TypeSchema.Broken(var file) -> new Verdict.Marked(file + " is no schema");
			case TypeSchema.Usable(var file, var data) -> Data.of(draft)
					.map(read -> data.violation(read, draft.size()))
					.orElseGet(() -> Optional.of(new Violation("", "type", "there is no JSON data to look at")))
					.map(violation -> verdict(draft.type(), file, violation))
					.orElseGet(Verdict.Fits::new);
		};
	}

	private Verdict verdict(String type, String file, Violation violation) {
		String pointer = "/data" + violation.pointer();
		if (marked.stream().anyMatch(types -> types.holds(type))) {
			return new Verdict.Marked(mark(pointer, violation.keyword()));
		}
		return new Verdict.Refused(new Problem(ProblemCode.SCHEMA_VIOLATION, pointer,
				"The data does not fit '%s' of the schema %s: %s".formatted(violation.keyword(), file,
						violation.message())));
	}

	/** Short, and without what CloudEvents does not allow in a string. */
	private static String mark(String pointer, String keyword) {
		String place = pointer.replaceAll("\\p{C}", "?");
		int end = place.offsetByCodePoints(0, Math.min(LONGEST_MARK, place.codePointCount(0, place.length())));
		return keyword + " at " + place.substring(0, end);
	}

	private void tell(Optional<String> what) {
		if (!what.equals(trouble)) {
			what.ifPresent(log::error);
		}
		trouble = what;
	}
}
