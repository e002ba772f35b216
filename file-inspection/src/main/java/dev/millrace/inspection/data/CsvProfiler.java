package dev.millrace.inspection.data;

import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import de.siegmar.fastcsv.reader.CsvParseException;

import dev.millrace.inspection.DataBudget;
import dev.millrace.inspection.Reason;
import dev.millrace.inspection.Refusal;
import dev.millrace.inspection.text.TextReader;

/** A table's columns: their types, gaps, distinct values, ranges and examples; and the lines that are no rows of it. */
final class CsvProfiler {

	private static final int HEAD = 1 << 16;

	private final DataBudget budget;

	CsvProfiler(DataBudget budget) {
		this.budget = budget;
	}

	Map<String, Object> profile(Path file) throws IOException, Refusal {
		var dialect = dialect(file);
		if (dialect.columns() > budget.columns()) {
			throw new Refusal(Reason.TOO_MANY_COLUMNS,
					"The table has %,d columns; %,d are allowed.".formatted(dialect.columns(), budget.columns()));
		}
		try (var text = TextReader.of(file)) {
			var table = read(text, dialect);
			if (table.rows() == 0 && table.rejected().count() > 0) {
				throw Refusal.malformed("No line of the table has the %d fields of its first lines."
						.formatted(dialect.columns()));
			}
			return toJson(dialect, text, table);
		}
	}

	private static Dialect dialect(Path file) throws IOException, Refusal {
		try (var text = TextReader.of(file)) {
			var head = CharBuffer.allocate(HEAD);
			while (head.remaining() > 1 && text.read(head) >= 0) {
				// Until there is no more.
			}
			return Dialect.of(head.flip().toString(), head.limit() > HEAD - 2)
					.orElseThrow(() -> Refusal.malformed("The lines of the table do not have equally many fields."));
		}
	}

	private CsvTable read(TextReader text, Dialect dialect) throws IOException, Refusal {
		var table = new CsvTable(dialect, budget);
		// Half a line more than may be, so that a line a little too long is rejected by itself.
		var reader = Csv.reader(dialect.separator())
				.maxBufferSize(budget.lineChars() + budget.lineChars() / 2)
				.build(table, text);
		try (reader) {
			reader.forEach(_ -> {});
		} catch (CsvParseException e) {
			throw refusal(e);
		}
		return table;
	}

	/** The parser has one exception for all; that its buffer is full tells only the text of the first. */
	private Refusal refusal(CsvParseException e) {
		for (Throwable cause = e; cause != null; cause = cause.getCause()) {
			if (String.valueOf(cause.getMessage()).contains("buffer size")) {
				return new Refusal(Reason.LINE_TOO_LONG, "A line of the table does not end within %,d characters: %s."
						.formatted(budget.lineChars(), e.getMessage()));
			}
		}
		return Refusal.malformed("The table cannot be read: %s.".formatted(e.getMessage()));
	}

	private static Map<String, Object> toJson(Dialect dialect, TextReader text, CsvTable table) {
		var json = new LinkedHashMap<String, Object>();
		json.put("encoding", text.encoding());
		json.put("undecodable", text.replaced());
		json.put("separator", String.valueOf(dialect.separator()));
		json.put("header", dialect.header());
		json.put("rows", table.rows());
		json.put("rejectedLines", table.rejected().toJson());
		json.put("columns", table.columns());
		return json;
	}
}
