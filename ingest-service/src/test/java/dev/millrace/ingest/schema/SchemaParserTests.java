package dev.millrace.ingest.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.ingest.schema.TypeSchema.Usable;
import dev.millrace.ingest.schema.TypeSchema.Violation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SchemaParserTests {

	private static final String ANY = "{}";

	@ParameterizedTest
	@CsvSource({"order.placed,order.placed.json", "order.paid,order.*.json", "order.,order.*.json",
			"order.paid.eu,order.*.eu.json", "com/example/a,com%2Fexample%2Fa.json", "a+b,a+b.json", "other,",
			"orderXplaced,"})
	void findsTheMostTellingSchemaOfAType(String type, String file) {
		var set = parse("order.*.json", ANY, "order.placed.json", ANY, "order.*.eu.json", ANY, "com%2Fexample%2Fa.json",
				ANY, "a+b.json", ANY, "shared/other.json", ANY);
		assertThat(set.problems()).isEmpty();
		assertThat(set.of(type).map(TypeSchema::file)).isEqualTo(Optional.ofNullable(file));
	}

	@Test
	void saysWhereAndWhichKeyword() {
		var set = parse("t.json", """
				{"type":"object","required":["id"],"properties":{"list":{"items":{"type":"object",
				"properties":{"a/b":{"minimum":3}}}}}}""");
		assertThat(violation(set, "{\"id\":1,\"list\":[{},{\"a/b\":2}]}")).get()
				.extracting(Violation::pointer, Violation::keyword)
				.containsExactly("/list/1/a~1b", "minimum");
		assertThat(violation(set, "{}")).get()
				.extracting(Violation::pointer, Violation::keyword)
				.containsExactly("", "required");
		assertThat(violation(set, "{\"id\":1,\"list\":[{\"a/b\":3}]}")).isEmpty();
	}

	@Test
	void takesWhatOneOfSeveralBranchesTakes() {
		var set = parse("t.json", "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"object\",\"required\":[\"a\"]}]}");
		assertThat(violation(set, "{\"a\":1}")).isEmpty();
		assertThat(violation(set, "\"x\"")).isEmpty();
		assertThat(violation(set, "7")).isPresent();
	}

	@Test
	void refersToFilesOfTheFolder() {
		var set = parse("t.json", "{\"properties\":{\"address\":{\"$ref\":\"shared/address.json#/$defs/city\"}}}",
				"shared/address.json", "{\"$defs\":{\"city\":{\"type\":\"string\"}}}");
		assertThat(set.problems()).isEmpty();
		assertThat(violation(set, "{\"address\":\"Paris\"}")).isEmpty();
		assertThat(violation(set, "{\"address\":7}")).isPresent();
	}

	@Test
	void refersToFilesByTheIdsTheyGiveThemselves() {
		var set = parse("t.json",
				"{\"$id\":\"https://example.com/t\",\"properties\":{\"a\":{\"$ref\":\"https://example.com/city\"}}}",
				"shared/city.json", "{\"$id\":\"https://example.com/city\",\"type\":\"string\"}");
		assertThat(set.problems()).isEmpty();
		assertThat(violation(set, "{\"a\":7}")).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = {"{", "", "[]", "7", "{\"type\":\"strng\"}", "{\"required\":\"id\"}",
			"{\"pattern\":\"(\"}", "{\"pattern\":\"(?=a)b\"}", "{\"pattern\":\"(a)\\\\1\"}",
			"{\"$ref\":\"missing.json\"}",
			"{\"$ref\":\"https://example.com/schema.json\"}", "{\"$ref\":\"http://169.254.169.254/latest/meta-data\"}",
			"{\"$ref\":\"file:///etc/passwd\"}", "{\"$ref\":\"classpath:application.yaml\"}",
			"{\"$schema\":\"https://example.com/my-dialect\"}", "{\"$ref\":\"../outside.json\"}"})
	void aFileThatIsNoSchemaIsToldByName(String text) {
		var set = parse("good.json", ANY, "t.json", text);
		assertThat(set.problems()).containsOnlyKeys("t.json");
		assertThat(set.problems().get("t.json")).isNotBlank();
		assertThat(set.of("t")).contains(new TypeSchema.Broken("t.json"));
		assertThat(set.of("good")).get().isInstanceOf(Usable.class);
	}

	@Test
	void aNameThatIsNoTypeIsTold() {
		assertThat(parse("a%2.json", ANY).problems()).containsOnlyKeys("a%2.json");
	}

	@Test
	void anExpressionThatBacktracksElsewhereIsLinearHere() {
		var set = parse("t.json", "{\"pattern\":\"^(a+)+$\"}");
		assertThat(violation(set, "\"" + "a".repeat(300_000) + "b\"")).isPresent();
	}

	@Test
	void aSchemaThatBranchesAtEachLevelIsGivenUp() {
		String branch = "{\"properties\":{\"a\":{\"$ref\":\"#\"}}}";
		var set = parse("t.json",
				"{\"type\":[\"object\"],\"allOf\":[{\"anyOf\":[" + branch + "," + branch + "," + branch + "]}]}");
		String data = "{\"a\":".repeat(200) + "7" + "}".repeat(200);
		assertThat(violation(set, data)).get()
				.satisfies(violation -> assertThat(violation.message()).contains("more than"));
	}

	@Test
	void aSchemaThatOnlyRefersToItselfIsGivenUp() {
		var set = parse("t.json", "{\"$ref\":\"#\"}");
		if (set.problems().isEmpty()) {
			assertThat(violation(set, "{}")).isPresent();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = {"1e999999999", "-1e400000", "1e-999999999", "0.1", "12345678901234567890123456789"})
	void aNumberOfAnySizeIsJudged(String number) {
		var set = parse("t.json", "{\"type\":\"number\",\"multipleOf\":0.01}", "u.json", "{\"maximum\":5}");
		violation(set, number);
		assertThat(
				((Usable) set.of("u").orElseThrow()).schema()
						.violation(Data.read(number.getBytes(UTF_8)), number.length())
						.isPresent())
				.isEqualTo(Double.parseDouble(number) > 5);
	}

	@Test
	void theLargestArrayIsJudgedWithinTheBound() {
		var set = parse("t.json", "{\"items\":{\"type\":\"integer\",\"maximum\":9}}");
		assertThat(violation(set, "[" + "1,".repeat(190_000) + "1]")).isEmpty();
		assertThat(violation(set, "[" + "1,".repeat(190_000) + "10]")).get()
				.extracting(Violation::pointer)
				.isEqualTo("/190000");
	}

	private static Optional<Violation> violation(SchemaSet set, String data) {
		return ((Usable) set.of("t").orElseThrow()).schema().violation(Data.read(data.getBytes(UTF_8)), data.length());
	}

	private static SchemaSet parse(String... namesAndTexts) {
		Map<String, String> files = new LinkedHashMap<>();
		for (int i = 0; i < namesAndTexts.length; i += 2) {
			files.put(namesAndTexts[i], namesAndTexts[i + 1]);
		}
		return SchemaParser.parse(files);
	}
}
