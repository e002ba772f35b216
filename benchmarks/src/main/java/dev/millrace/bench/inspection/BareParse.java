package dev.millrace.bench.inspection;

import java.io.IOException;
import java.nio.file.Path;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

/** A table read as FastCSV's own documentation shows, with nothing done about it. */
final class BareParse {

	private BareParse() {}

	static long of(Path table) throws IOException {
		long fields = 0;
		try (var reader = CsvReader.builder().ofCsvRecord(table)) {
			for (CsvRecord record : reader) {
				fields += record.getFieldCount();
			}
		}
		return fields;
	}
}
