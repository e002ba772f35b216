package dev.millrace.inspection.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.core.JacksonException;

import dev.millrace.inspection.DataBudget;
import dev.millrace.inspection.Reason;
import dev.millrace.inspection.Refusal;
import dev.millrace.inspection.text.TextReader;

/** The shape of many JSON values, one a line. A line that is none is counted and passed over. */
final class NdjsonProfiler {

	private final DataBudget budget;

	NdjsonProfiler(DataBudget budget) {
		this.budget = budget;
	}

	Map<String, Object> profile(Path file) throws IOException, Refusal {
		var shape = new Shape(budget.fields());
		var walk = new JsonWalk(shape, budget);
		var trial = new JsonWalk(new Shape(1), budget);
		var rejected = new RejectedLines(budget.listedRejections());
		long values = 0;
		try (var text = TextReader.of(file)) {
			var lines = new Lines(text, budget.lineChars());
			while (lines.next()) {
				if (!lines.isBlank()) {
					values += take(lines, trial, walk, rejected) ? 1 : 0;
				}
			}
			if (values == 0) {
				throw Refusal.malformed("None of the lines holds one JSON value.");
			}
			return toJson(text, values, rejected, shape);
		}
	}

	private boolean take(Lines lines, JsonWalk trial, JsonWalk walk, RejectedLines rejected) throws Refusal {
		if (lines.isOverlong()) {
			rejected.add(lines.number(), "longer than %,d characters".formatted(budget.lineChars()));
			return false;
		}
		// A line is read twice, so that none that breaks off in its middle leaves half its fields in the shape.
		if (!isValue(lines, trial, rejected)) {
			return false;
		}
		try (var parser = walk.parser(lines.chars(), lines.length())) {
			parser.nextToken();
			walk.value(parser);
			return true;
		}
	}

	private boolean isValue(Lines lines, JsonWalk trial, RejectedLines rejected) throws Refusal {
		try (var parser = trial.parser(lines.chars(), lines.length())) {
			parser.nextToken();
			trial.value(parser);
			if (parser.nextToken() == null) {
				return true;
			}
			rejected.add(lines.number(), "more than one value");
		} catch (JacksonException e) {
			rejected.add(lines.number(), Damage.inLine(e));
		} catch (Refusal e) {
			if (e.reason() != Reason.TOO_DEEP) {
				throw e;
			}
			rejected.add(lines.number(), String.valueOf(e.getMessage()));
		}
		return false;
	}

	private static Map<String, Object> toJson(TextReader text, long values, RejectedLines rejected, Shape shape) {
		var json = new LinkedHashMap<String, Object>();
		json.put("encoding", text.encoding());
		json.put("undecodable", text.replaced());
		json.put("values", values);
		json.put("rejectedLines", rejected.toJson());
		shape.putInto(json);
		return json;
	}
}
