package dev.millrace.inspection.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;

/**
 * How a table is written, as its first lines show.
 *
 * @param columns that most lines have
 * @param header whether the first line names the columns
 */
public record Dialect(char separator, int columns, boolean header) {

	private static final String SEPARATORS = ",;\t|";
	private static final int SAMPLE_LINES = 200;
	/** Of a hundred lines, how many must agree. */
	private static final int AGREEING = 70;
	/** A line without an end is a table's if its fields are as short as a table's on average. */
	private static final int SHORT_FIELD = 40;

	/**
	 * Finds the separator by which most lines have equally many fields; empty where the text is no table.
	 *
	 * @param more whether the file goes on, so that the last line may be cut
	 */
	public static Optional<Dialect> of(String head, boolean more) {
		return SEPARATORS.chars()
				.mapToObj(separator -> Candidate.of(head, more, (char) separator))
				.flatMap(Optional::stream)
				.max(Comparator.comparingInt(Candidate::agreement).thenComparingInt(Candidate::columns))
				.map(Candidate::dialect);
	}

	private record Candidate(char separator, int columns, int agreement, List<String> first) {

		static Optional<Candidate> of(String head, boolean more, char separator) {
			var records = records(head, separator);
			if (more && records.size() <= 1) {
				return endless(head, separator);
			}
			var whole = more && records.size() < SAMPLE_LINES ? records.subList(0, records.size() - 1) : records;
			if (whole.size() < (more ? 1 : 2)) {
				return Optional.empty();
			}
			return agreeing(separator, whole).filter(found -> !found.isProse(head));
		}

		private static Optional<Candidate> agreeing(char separator, List<List<String>> records) {
			var byColumns = records.stream().collect(Collectors.groupingBy(List::size, Collectors.counting()));
			int columns = byColumns.entrySet()
					.stream()
					.max(Map.Entry.<Integer, Long>comparingByValue()
							.thenComparing(Map.Entry.comparingByKey()))
					.orElseThrow()
					.getKey();
			int agreement = (int) (byColumns.getOrDefault(columns, 0L) * 100 / records.size());
			return columns < 2 || agreement < AGREEING
					? Optional.empty()
					: Optional.of(new Candidate(separator, columns, agreement, records.getFirst()));
		}

		private static Optional<Candidate> endless(String head, char separator) {
			int fields = (int) head.chars().filter(character -> character == separator).count() + 1;
			return fields * SHORT_FIELD < head.length()
					? Optional.empty()
					: Optional.of(new Candidate(separator, fields, 0, List.of()));
		}

		/** Sentences have commas, too, each with a space behind it. */
		private boolean isProse(String head) {
			return separator == ',' && columns < 4 && head.split(", ", -1).length * 2 > head.split(",", -1).length;
		}

		Dialect dialect() {
			return new Dialect(separator, columns, isHeader());
		}

		private boolean isHeader() {
			if (first.size() != columns) {
				return false;
			}
			var names = first.stream().skip(first.getFirst().isEmpty() ? 1 : 0).toList();
			return new HashSet<>(names).size() == names.size()
					&& names.stream().allMatch(name -> !name.isBlank() && ValueType.of(name) == ValueType.TEXT);
		}
	}

	private static List<List<String>> records(String head, char separator) {
		var records = new ArrayList<List<String>>();
		var reader = Csv.reader(separator)
				.skipEmptyLines(true)
				.ofCsvRecord(head);
		try {
			for (CsvRecord record : reader) {
				records.add(record.getFields());
				if (records.size() == SAMPLE_LINES) {
					break;
				}
			}
		} catch (CsvParseException _) {
			// A quote that is not closed within the sample, or more than a table can have: what came before counts.
		}
		return records;
	}
}
