package dev.millrace.inspection.data;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.inspection.DataBudget;
import dev.millrace.inspection.Reason;
import dev.millrace.inspection.Refusal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class CsvProfilerTests {

	private final CsvProfiler profiler = new CsvProfiler(DataBudget.DEFAULTS);

	@TempDir
	private Path directory;

	@Test
	void linesThatAreNoRowsAreToldByNumberAndReason() throws Exception {
		var profile = profile("a,b\n1,2\n3\n4,5\n6,7,8\n9,10\n\"x\ny\",11\n12,13\n14,15\n16,17\n18,19\n20,21\n22\n");
		assertThat(profile).containsEntry("rows", 9L)
				.containsEntry("rejectedLines", Map.of("count", 3L, "first",
						List.of(Map.of("line", 3L, "reason", "1 fields instead of 2"),
								Map.of("line", 5L, "reason", "3 fields instead of 2"),
								Map.of("line", 14L, "reason", "1 fields instead of 2"))));
	}

	@Test
	void typesAreTheNarrowestThatHoldAllValues() throws Exception {
		var profile = profile("""
				i,d,b,day,moment,zip,mixed
				1,1,true,2026-01-31,2026-01-31T10:00:00Z,01234,1
				-20,2.5,FALSE,2025-12-01,2026-01-31 10:00,99999,x
				3,-1e3,true,2026-02-01,2026-01-31T10:00:00.123+01:00,00501,2026-01-01
				""");
		assertThat(columns(profile)).extracting(column -> column.get("type"))
				.containsExactly("integer", "decimal", "boolean", "date", "timestamp", "text", "text");
		assertThat(columns(profile).getFirst()).containsEntry("min", -20L).containsEntry("max", 3L);
		assertThat(columns(profile).get(1)).containsEntry("min", -1000.0).containsEntry("max", 2.5);
		assertThat(columns(profile).get(3)).containsEntry("min", "2025-12-01").containsEntry("max", "2026-02-01");
	}

	@Test
	void anEmptyFieldIsNoneAndAnEmptyTextIsOne() throws Exception {
		var profile = profile("a,b\n1,\n2,\"\"\n3,x\n");
		assertThat(columns(profile).get(1)).containsEntry("nulls", 1L)
				.containsEntry("distinct", 2L)
				.containsEntry("examples", List.of("", "x"));
	}

	@Test
	void aTableWithoutNamesGetsNumbers() throws Exception {
		var profile = profile("1,2\n3,4\n");
		assertThat(profile).containsEntry("header", false).containsEntry("rows", 2L);
		assertThat(columns(profile)).extracting(column -> column.get("name")).containsExactly("column1", "column2");
	}

	@Test
	void otherEncodingsAreReadAndWhatIsInNoneIsCounted() throws Exception {
		var file = directory.resolve("latin");
		Files.write(file, "Straße;Ort\nGänsemarkt;Köln\n".getBytes(Charset.forName("windows-1252")));
		assertThat(columns(profiler.profile(file)).getFirst()).containsEntry("name", "Straße");

		var bytes = new ByteArrayOutputStream();
		bytes.write("a,b\n".repeat(20_000).getBytes(Charset.forName("UTF-8")));
		bytes.write(new byte[]{(byte) 0xff, ',', 'x', '\n'});
		Files.write(file, bytes.toByteArray());
		assertThat(profiler.profile(file)).containsEntry("encoding", "UTF-8").containsEntry("undecodable", 1L);
	}

	@Test
	void aLineWithoutAnEndIsRefused() throws Exception {
		var budget = new DataBudget(DataBudget.DEFAULTS.allowance(), 4_096, 100, 10, 10, 1, 1);
		var file = Files.writeString(directory.resolve("endless"), "a,b\n1,2\n" + "x".repeat(200_000));
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> new CsvProfiler(budget).profile(file))
				.satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.LINE_TOO_LONG));
	}

	@Test
	void moreColumnsThanMayBeAreRefused() throws Exception {
		var line = "1,".repeat(2_000) + "1\n";
		var file = Files.writeString(directory.resolve("wide"), line + line);
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> profiler.profile(file))
				.satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_COLUMNS));
	}

	/** Against the same told in a few lines over everything held in memory; the seed is the repetition's number. */
	@RepeatedTest(100)
	void aProfileIsWhatOneWouldCountByHand(RepetitionInfo repetition) throws Exception {
		var random = new Random(repetition.getCurrentRepetition());
		char separator = ",;\t|".charAt(random.nextInt(4));
		int width = 2 + random.nextInt(5);
		int rows = 5 + random.nextInt(400);
		var makers = IntStream.range(0, width).mapToObj(_ -> RandomValues.maker(random)).toList();
		var values = new ArrayList<List<String>>();
		var text = new StringBuilder(IntStream.range(0, width)
				.mapToObj(i -> "name " + i)
				.collect(Collectors.joining(String.valueOf(separator)))).append('\n');
		for (int row = 0; row < rows; row++) {
			var line = makers.stream().map(maker -> maker.apply(random)).toList();
			values.add(line);
			text.append(line.stream()
					.map(value -> RandomValues.quoted(value, separator, random))
					.collect(Collectors.joining(String.valueOf(separator))))
					.append(random.nextBoolean() ? "\n" : "\r\n");
		}
		var profile = profile(text.toString());
		assertThat(profile).containsEntry("rows", (long) rows).containsEntry("separator", String.valueOf(separator));
		for (int i = 0; i < width; i++) {
			int column = i;
			checkColumn(columns(profile).get(i), values.stream().map(line -> line.get(column)).toList());
		}
	}

	private static void checkColumn(Map<String, Object> column, List<String> values) {
		var present = values.stream().filter(value -> !value.isEmpty()).toList();
		assertThat(column).containsEntry("nulls", (long) values.size() - present.size());
		assertThat(number(column, "distinct"))
				.isCloseTo(new HashSet<>(present).size(), within(1 + 0.06 * present.size()));
		assertThat(column).containsEntry("examples", present.stream().distinct().limit(3).toList());
		if (present.isEmpty()) {
			assertThat(column).containsEntry("type", "text").doesNotContainKey("min");
		} else if (present.stream().allMatch(RandomValues::isNumber)) {
			assertThat(number(column, "min"))
					.isEqualTo(present.stream().mapToDouble(Double::parseDouble).min().orElseThrow());
			assertThat(number(column, "max"))
					.isEqualTo(present.stream().mapToDouble(Double::parseDouble).max().orElseThrow());
		} else {
			assertThat(column).containsEntry("min", present.stream().min(String::compareTo).orElseThrow())
					.containsEntry("max", present.stream().max(String::compareTo).orElseThrow());
		}
	}

	private static double number(Map<String, Object> column, String name) {
		return ((Number) requireNonNull(column.get(name))).doubleValue();
	}

	private Map<String, Object> profile(String text) throws Exception {
		return profiler.profile(Files.writeString(directory.resolve("table"), text));
	}

	@SuppressWarnings("unchecked") // What a profile is made of is maps.
	private static List<Map<String, Object>> columns(Map<String, Object> profile) {
		return (List<Map<String, Object>>) requireNonNull(profile.get("columns"));
	}
}
