package dev.millrace.inspection.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;

import dev.millrace.inspection.DataBudget;
import dev.millrace.inspection.Refusal;
import dev.millrace.inspection.text.TextReader;

/** The shape of one JSON value. */
final class JsonProfiler {

	private final DataBudget budget;

	JsonProfiler(DataBudget budget) {
		this.budget = budget;
	}

	Map<String, Object> profile(Path file) throws IOException, Refusal {
		var shape = new Shape(budget.fields());
		var walk = new JsonWalk(shape, budget);
		try (var text = TextReader.of(file); var parser = walk.json().createParser(ObjectReadContext.empty(), text)) {
			parser.nextToken();
			walk.value(parser);
			if (parser.nextToken() != null) {
				throw Refusal.malformed("Something follows behind the JSON value, at line "
						+ parser.currentTokenLocation().getLineNr() + ".");
			}
			var json = new LinkedHashMap<String, Object>();
			json.put("encoding", text.encoding());
			json.put("undecodable", text.replaced());
			shape.putInto(json);
			return json;
		} catch (JacksonIOException e) {
			throw e.getCause();
		} catch (JacksonException e) {
			throw Refusal.malformed(Damage.of(e));
		}
	}
}
