package dev.millrace.inspection.sniff;

import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Text with a structure: JSON by its first sign, NDJSON by a first line that is whole in itself, CSV by lines of equally many fields. */
final class StructuredText {

	private static final JsonFactory JSON = new JsonFactory();

	private StructuredText() {}

	static Optional<String> of(HeadText head) {
		var text = head.text().stripLeading();
		if (text.isEmpty()) {
			return Optional.empty();
		}
		if (text.charAt(0) != '{' && text.charAt(0) != '[') {
			return Tabular.looksLike(head) ? Optional.of("text/csv") : Optional.empty();
		}
		return json(text, head.more());
	}

	private static Optional<String> json(String text, boolean more) {
		int end = text.indexOf('\n');
		var first = end < 0 ? text : text.substring(0, end);
		if (end >= 0 && isWhole(first)) {
			var rest = text.substring(end).stripLeading();
			boolean another = rest.isEmpty() ? more : rest.charAt(0) == '{' || rest.charAt(0) == '[';
			return Optional.of(another ? "application/x-ndjson" : "application/json");
		}
		return beginsWell(text) ? Optional.of("application/json") : Optional.empty();
	}

	private static boolean isWhole(String line) {
		try (var parser = JSON.createParser(ObjectReadContext.empty(), line)) {
			parser.nextToken();
			parser.skipChildren();
			return parser.currentToken() != null && parser.nextToken() == null;
		} catch (JacksonException e) {
			return false;
		}
	}

	/** "[see below]" and "{name}" begin texts that are no JSON. */
	private static boolean beginsWell(String text) {
		char next = text.substring(1).stripLeading().concat(" ").charAt(0);
		return text.charAt(0) == '{'
				? next == '"' || next == '}' || next == ' '
				: "{[\"-0123456789]tfn ".indexOf(next) >= 0;
	}
}
