package dev.millrace.inspection.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import org.jspecify.annotations.Nullable;

import dev.millrace.inspection.DataBudget;

/** Takes the fields as the parser finds them, without making a String of each; a line counts only once all of it is there. */
final class CsvTable extends AbstractBaseCsvCallbackHandler<CsvTable> {

	private final DataBudget budget;
	private final int width;
	private final RejectedLines rejected;
	private final Column[] columns;
	private boolean headerAwaited;
	private char[] line = new char[1024];
	private final int[] ends;
	private final long[] hashes;
	private final Field[] kinds;
	private int fields;
	private long chars;
	private boolean blank;
	private boolean overlong;
	private long rows;

	/** What a field of the line is. */
	private enum Field {
		/** Nothing, not even an empty text. */
		ABSENT,
		/** A value that its column knows; its characters are not kept. */
		KNOWN,
		/** A value that is to be looked at. */
		NEW
	}

	CsvTable(Dialect dialect, DataBudget budget) {
		this.budget = budget;
		this.width = dialect.columns();
		this.headerAwaited = dialect.header();
		this.rejected = new RejectedLines(budget.listedRejections());
		this.ends = new int[width + 1];
		this.hashes = new long[width];
		this.kinds = new Field[width];
		this.columns = new Column[width];
		Arrays.setAll(columns, i -> new Column("column" + (i + 1), budget.examples()));
	}

	@Override
	protected void handleBegin(long startingLineNumber) {
		fields = 0;
		chars = 0;
		blank = false;
		overlong = false;
	}

	@Override
	protected void handleEmpty() {
		blank = true;
	}

	@Override
	protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
		chars += length;
		overlong |= chars > budget.lineChars();
		if (fields < width && !overlong) {
			hashes[fields] = TextHash.of(buffer, offset, offset + length);
			kinds[fields] = kind(length, quoted);
			keep(buffer, offset, kinds[fields] == Field.NEW ? length : 0);
		}
		fields++;
	}

	private Field kind(int length, boolean quoted) {
		if (length == 0 && !quoted) {
			return Field.ABSENT;
		}
		return !headerAwaited && columns[fields].knows(hashes[fields]) ? Field.KNOWN : Field.NEW;
	}

	private void keep(char[] buffer, int offset, int length) {
		int start = ends[fields];
		if (start + length > line.length) {
			line = Arrays.copyOf(line, Math.max(line.length * 2, start + length));
		}
		System.arraycopy(buffer, offset, line, start, length);
		ends[fields + 1] = start + length;
	}

	/** Never anything for the parser's iterator, so that it goes on by itself to the end. */
	@Override
	protected @Nullable CsvTable buildRecord() {
		if (blank) {
			return null;
		}
		if (overlong) {
			rejected.add(getStartingLineNumber(), "longer than %,d characters".formatted(budget.lineChars()));
		} else if (fields != width) {
			rejected.add(getStartingLineNumber(), "%,d fields instead of %,d".formatted(fields, width));
		} else if (headerAwaited) {
			takeHeader();
		} else {
			takeRow();
		}
		return null;
	}

	private void takeHeader() {
		headerAwaited = false;
		for (int i = 0; i < width; i++) {
			var name = new String(line, ends[i], ends[i + 1] - ends[i]).strip();
			if (!name.isEmpty()) {
				columns[i] = new Column(name, budget.examples());
			}
		}
	}

	private void takeRow() {
		rows++;
		for (int i = 0; i < width; i++) {
			var column = columns[i];
			switch (kinds[i]) {
				case ABSENT -> column.addNull();
				case KNOWN -> column.addKnown();
				case NEW -> column.add(hashes[i], line, ends[i], ends[i + 1]);
			}
		}
	}

	long rows() {
		return rows;
	}

	RejectedLines rejected() {
		return rejected;
	}

	List<Map<String, Object>> columns() {
		return Arrays.stream(columns).map(Column::toJson).toList();
	}
}
