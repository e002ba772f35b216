package dev.millrace.inspection.data;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

/** How tables are parsed, the sample of one like all of it: leniently, because what is no row is told by its number, not by an end. */
final class Csv {

	private Csv() {}

	@SuppressWarnings("removal") // Without a successor so far; without it one quote in the wrong place would refuse the whole file.
	static CsvReaderBuilder reader(char separator) {
		return CsvReader.builder()
				.fieldSeparator(separator)
				.extraFieldStrategy(FieldMismatchStrategy.IGNORE)
				.missingFieldStrategy(FieldMismatchStrategy.IGNORE)
				.allowExtraCharsAfterClosingQuote(true)
				.skipEmptyLines(false);
	}
}
