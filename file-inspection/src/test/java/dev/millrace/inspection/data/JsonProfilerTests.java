package dev.millrace.inspection.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.inspection.DataBudget;
import dev.millrace.inspection.Reason;
import dev.millrace.inspection.Refusal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JsonProfilerTests {

	private static final JsonMapper JSON = new JsonMapper();

	@TempDir
	private Path directory;

	@Test
	void aValueThatIsDamagedIsRefusedWithItsPlace() throws Exception {
		var file = write("{\"a\": [1, 2\n}");
		assertThatExceptionOfType(Refusal.class)
				.isThrownBy(() -> new JsonProfiler(DataBudget.DEFAULTS).profile(file))
				.withMessage("Line 2, column 1: Unexpected close marker '}': expected ']'")
				.satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED));
	}

	@Test
	void whatFollowsAValueIsRefused() throws Exception {
		var file = write("{}\n{}");
		assertThatExceptionOfType(Refusal.class)
				.isThrownBy(() -> new JsonProfiler(DataBudget.DEFAULTS).profile(file))
				.withMessage("Something follows behind the JSON value, at line 2.");
	}

	@Test
	void otherEncodingsAreRead() throws Exception {
		var file = Files.write(directory.resolve("wide"), "{\"ü\":1}".getBytes(StandardCharsets.UTF_16LE));
		var profile = new JsonProfiler(DataBudget.DEFAULTS).profile(file);
		assertThat(profile).containsEntry("encoding", "UTF-16LE");
		assertThat(paths(profile)).containsEntry("ü", Map.of("integer", 1L));
	}

	@Test
	void fieldsBeyondTheBudgetAreOnlyCounted() throws Exception {
		var budget = new DataBudget(DataBudget.DEFAULTS.allowance(), 1_024, 1, 10, 3, 1, 1);
		var profile = new JsonProfiler(budget).profile(write("{\"a\":1,\"b\":2,\"c\":3,\"d\":{\"e\":4}}"));
		assertThat(paths(profile)).containsOnlyKeys("", "a", "b");
		assertThat(profile).containsEntry("valuesOfFurtherFields", 3L);
	}

	@Test
	void linesThatAreNoValuesAreToldByNumberAndReason() throws Exception {
		var budget = new DataBudget(DataBudget.DEFAULTS.allowance(), 1_024, 1, 5, 50, 1, 9);
		var profile = new NdjsonProfiler(budget)
				.profile(write("{\"a\":1}\n\n{\"a\":\n{\"a\":2} 3\n" + "[".repeat(9) + "]".repeat(9) + "\n\""
						+ "x".repeat(2_000)
						+ "\"\n{\"a\":null}"));
		assertThat(profile).containsEntry("values", 2L);
		assertThat(paths(profile)).containsEntry("a", Map.of("integer", 1L, "null", 1L));
		var rejected = (Map<?, ?>) requireNonNull(profile.get("rejectedLines"));
		assertThat(rejected.get("count")).isEqualTo(4L);
		var first = (List<?>) requireNonNull(rejected.get("first"));
		assertThat(first.stream().map(line -> ((Map<?, ?>) line).get("line")).toList())
				.isEqualTo(List.of(3L, 4L, 5L, 6L));
		assertThat(((Map<?, ?>) first.getFirst()).get("reason")).as("the line is named beside it")
				.asString()
				.startsWith("column ");
	}

	@Test
	void damageIsToldWithoutTheParsersOwnSettings() throws Exception {
		var file = write("[" + "9".repeat(5_000) + "]");
		assertThatExceptionOfType(Refusal.class)
				.isThrownBy(() -> new JsonProfiler(DataBudget.DEFAULTS).profile(file))
				.withMessage("Line 1, column 1: Number value length (5000) exceeds the maximum allowed (1000)");
	}

	/** Against the same told of trees held in memory; the seed is the repetition's number. */
	@RepeatedTest(100)
	void aShapeIsWhatOneWouldCountByHand(RepetitionInfo repetition) throws Exception {
		var random = new Random(repetition.getCurrentRepetition());
		var values = IntStream.rangeClosed(0, random.nextInt(20))
				.<Object>mapToObj(_ -> List.of(Map.of("v", RandomTree.list(random))))
				.toList();
		var one = new JsonProfiler(DataBudget.DEFAULTS).profile(write(JSON.writeValueAsString(values)));
		var expected = new HashMap<String, Map<String, Long>>();
		count(JSON.valueToTree(values), "", expected);
		assertThat(paths(one)).isEqualTo(expected);

		var lines = new StringBuilder();
		var expectedOfLines = new HashMap<String, Map<String, Long>>();
		for (Object value : values) {
			lines.append(JSON.writeValueAsString(value)).append('\n');
			count(JSON.valueToTree(value), "", expectedOfLines);
		}
		assertThat(paths(new NdjsonProfiler(DataBudget.DEFAULTS).profile(write(lines.toString()))))
				.isEqualTo(expectedOfLines);
	}

	private static void count(JsonNode node, String path, Map<String, Map<String, Long>> counts) {
		counts.computeIfAbsent(path, _ -> new HashMap<>()).merge(type(node), 1L, Long::sum);
		if (node.isArray()) {
			node.values().forEach(element -> count(element, path + "[]", counts));
		}
		node.properties()
				.forEach(field -> count(field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
						counts));
	}

	private static String type(JsonNode node) {
		return switch (node.getNodeType()) {
			case OBJECT -> "object";
			case ARRAY -> "array";
			case STRING -> "string";
			case NUMBER -> node.isIntegralNumber() ? "integer" : "decimal";
			case BOOLEAN -> "boolean";
			default -> "null";
		};
	}

	private Path write(String text) throws Exception {
		return Files.writeString(directory.resolve("json"), text);
	}

	private static Map<String, Object> paths(Map<String, Object> profile) {
		var paths = new LinkedHashMap<String, Object>();
		for (Object field : (List<?>) requireNonNull(profile.get("fields"))) {
			paths.put((String) requireNonNull(((Map<?, ?>) field).get("path")),
					requireNonNull(((Map<?, ?>) field).get("types")));
		}
		return paths;
	}
}
