package dev.millrace.event;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class EventReaderTests {

	private final EventReader reader = new EventReader(EventLimits.DEFAULTS);

	@Test
	void readsTheAttributesThatDecideItsWay() {
		Draft draft = draft("""
				{"type":"order.placed","id":"7","source":"/shop","time":"2026-11-20T08:00:00.5+01:00",
				 "partitionkey":"customer-1","subject":"o","priority":3,"test":true}""");
		assertThat(draft.type()).isEqualTo("order.placed");
		assertThat(draft.id()).contains("7");
		assertThat(draft.source()).contains("/shop");
		assertThat(draft.time()).contains(Instant.parse("2026-11-20T07:00:00.500Z"));
		assertThat(draft.partitionKey()).contains("customer-1");
		assertThat(draft.has("priority")).isTrue();
	}

	@Test
	void takesAnAttributeThatIsNullForOneThatIsNotThere() {
		Draft draft = draft("{\"type\":\"t\",\"id\":null,\"subject\":null,\"data\":null}");
		assertThat(draft.has("id")).isFalse();
		assertThat(draft.has("subject")).isFalse();
		assertThat(draft.has("data")).isTrue();
	}

	@Test
	void seesAnAttributeWhoseNameIsEscaped() {
		assertThat(draft("{\"\\u0074ype\":\"t\"}").type()).isEqualTo("t");
		assertRefused("{\"type\":\"t\",\"\\u0074ype\":\"u\"}", ProblemCode.DUPLICATE_ATTRIBUTE, "/type");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"{} | MISSING_ATTRIBUTE | /type",
			"{\"type\":\"\"} | INVALID_ATTRIBUTE | /type",
			"{\"type\":5} | INVALID_ATTRIBUTE | /type",
			"{\"type\":\"a\\u0000b\"} | INVALID_ATTRIBUTE | /type",
			"{\"type\":\"t\",\"id\":\"\"} | INVALID_ATTRIBUTE | /id",
			"{\"type\":\"t\",\"id\":{\"a\":1}} | INVALID_ATTRIBUTE | /id",
			"{\"type\":\"t\",\"source\":\"no uri\"} | INVALID_ATTRIBUTE | /source",
			"{\"type\":\"t\",\"time\":\"yesterday\"} | INVALID_ATTRIBUTE | /time",
			"{\"type\":\"t\",\"time\":\"2026-02-30T00:00:00Z\"} | INVALID_ATTRIBUTE | /time",
			"{\"type\":\"t\",\"time\":1763625600} | INVALID_ATTRIBUTE | /time",
			"{\"type\":\"t\",\"specversion\":\"0.3\"} | INVALID_ATTRIBUTE | /specversion",
			"{\"type\":\"t\",\"datacontenttype\":\"json\"} | INVALID_ATTRIBUTE | /datacontenttype",
			"{\"type\":\"t\",\"dataschema\":\"relative\"} | INVALID_ATTRIBUTE | /dataschema",
			"{\"type\":\"t\",\"Customer\":\"1\"} | INVALID_ATTRIBUTE | /Customer",
			"{\"type\":\"t\",\"a/b\":\"1\"} | INVALID_ATTRIBUTE | /a~1b",
			"{\"type\":\"t\",\"count\":2147483648} | INVALID_ATTRIBUTE | /count",
			"{\"type\":\"t\",\"count\":1.5} | INVALID_ATTRIBUTE | /count",
			"{\"type\":\"t\",\"list\":[]} | INVALID_ATTRIBUTE | /list",
			"{\"type\":\"t\",\"data_base64\":\"?\"} | INVALID_ATTRIBUTE | /data_base64",
			"{\"type\":\"t\",\"data\":1,\"data_base64\":\"QQ==\"} | INVALID_ATTRIBUTE | /data_base64",
			"{\"type\":\"t\",\"receivedat\":\"2026-11-20T08:00:00Z\"} | RESERVED_ATTRIBUTE | /receivedat",
			"{\"type\":\"t\",\"generatedid\":true} | RESERVED_ATTRIBUTE | /generatedid",
			"{\"type\":\"t\",\"type\":\"t\"} | DUPLICATE_ATTRIBUTE | /type",
			"{\"type\":\"t\",\"data\":1,\"data\":1} | DUPLICATE_ATTRIBUTE | /data"})
	void refusesWhatCloudEventsDoesNotAllow(String text, ProblemCode code, String pointer) {
		assertRefused(text, code, pointer);
	}

	@ParameterizedTest
	@ValueSource(strings = {"{\"type\":\"t\"", "{\"type\":\"t\"}}", "{\"type\":\"t\"} x", "{'type':'t'}",
			"{\"type\":\"t\",}",
			"{\"type\":\"t\",\"data\":NaN}", "{\"type\":\"t\",\"data\":01}", "{\"type\":\"t\",\"data\":\"\\q\"}", "nul",
			"[1,",
			"{\"type\":\"t\",\"data\":\"a\nb\"}"})
	void refusesTextThatIsNotJson(String text) {
		assertRefused(text, ProblemCode.MALFORMED_JSON, "");
		assertThat(reader.readBody(text.getBytes(UTF_8), 10)).isInstanceOf(Body.Unreadable.class);
	}

	@Test
	void namesThePlaceOfWhatIsNotJsonWithoutInternals() {
		assertThat(refusal("{\"type\":\"t\",\n oops}").detail()).contains("line 2, column 2", "character ('o')")
				.doesNotContain("Source", "jackson");
	}

	@ParameterizedTest
	@ValueSource(strings = {"", " \r\n\t"})
	void refusesEmptyText(String text) {
		assertRefused(text, ProblemCode.EMPTY, "");
	}

	@ParameterizedTest
	@ValueSource(strings = {"[]", "5", "\"text\"", "null", "true", "[[1],{\"a\":[]}]"})
	void refusesJsonThatIsNoObject(String text) {
		assertRefused(text, ProblemCode.NOT_AN_EVENT, "");
	}

	@Test
	void refusesBytesThatAreNotUtf8() {
		byte[] latin = "{\"type\":\"t\",\"data\":\"caf\u00e9\"}".getBytes(ISO_8859_1);
		assertThat(reader.read(latin, 0, latin.length)).isInstanceOfSatisfying(Reading.Refused.class,
				refused -> assertThat(refused.problem().code()).isEqualTo(ProblemCode.INVALID_TEXT));
	}

	@Test
	void refusesAnEventOfOneByteOverTheLimitAndTakesOneAtIt() {
		String start = "{\"type\":\"t\",\"data\":\"";
		int room = EventLimits.DEFAULTS.eventBytes() - start.length() - 2;
		assertThat(draft(start + "x".repeat(room) + "\"}").type()).isEqualTo("t");
		Problem over = refusal(start + "x".repeat(room + 1) + "\"}");
		assertThat(over.code()).isEqualTo(ProblemCode.EVENT_TOO_LARGE);
		assertThat(over.detail()).contains("1048577", "1048576");
	}

	@Test
	void tellsThatANameIsTooLongWithoutRepeatingIt() {
		Problem problem = refusal("{\"type\":\"t\",\"" + "n".repeat(2_000_000) + "\":1}");
		assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_ATTRIBUTE);
		assertThat(problem.detail()).contains("2000000", "64").hasSizeLessThan(200);
		assertThat(problem.pointer()).isEmpty();
	}

	@Test
	void refusesAnEventOfAMillionAttributesByItsSize() {
		var members = IntStream.range(0, 1_000_000)
				.mapToObj(number -> "\"a%d\":1".formatted(number))
				.collect(Collectors.joining(","));
		Problem problem = refusal("{\"type\":\"t\"," + members + "}");
		assertThat(problem.code()).isEqualTo(ProblemCode.EVENT_TOO_LARGE);
		assertThat(problem.detail()).contains(String.valueOf(members.length() + 13));
	}

	@Test
	void judgesDepthAndNumbersByTheirLimits() {
		assertThat(draft(nested(255)).type()).isEqualTo("t");
		assertRefused(nested(256), ProblemCode.TOO_DEEP, "");
		assertThat(refusal(nested(300)).detail()).isEqualTo("The event is nested 301 deep; the limit is 256.");
		assertRefused(nested(100_000), ProblemCode.TOO_DEEP, "");
		assertThat(draft("{\"type\":\"t\",\"data\":" + "1".repeat(1000) + "}").type()).isEqualTo("t");
		assertRefused("{\"type\":\"t\",\"data\":[1e400000," + "1".repeat(1001) + "]}", ProblemCode.NUMBER_TOO_LONG, "");
	}

	@Test
	void judgesAttributesByTheirLimits() {
		assertRefused("{\"type\":\"t\",\"id\":\"" + "\u00e4".repeat(513) + "\"}", ProblemCode.ATTRIBUTE_TOO_LONG,
				"/id");
		assertRefused("{\"type\":\"t\",\"partitionkey\":\"" + "k".repeat(257) + "\"}", ProblemCode.ATTRIBUTE_TOO_LONG,
				"/partitionkey");
		assertThat(draft("{\"type\":\"t\",\"partitionkey\":\"" + "\ud83d\ude00".repeat(256) + "\"}").partitionKey())
				.isPresent();
	}

	@Test
	void judgesEachEventOfAnArrayByItself() {
		var body = (Body.Events) reader.readBody("""
				[{"type":"a"}, 5, {"id":"x","data":{"type":"no"}}, [{"type":"b"}], {"type":"c"}]""".getBytes(UTF_8),
				10);
		assertThat(body.readings()).hasSize(5);
		assertThat(body.readings().get(0)).isInstanceOf(Reading.Read.class);
		assertThat(body.readings().get(1)).isInstanceOf(Reading.Refused.class);
		assertThat(body.readings().get(2)).isInstanceOf(Reading.Refused.class);
		assertThat(body.readings().get(3)).isInstanceOf(Reading.Refused.class);
		assertThat(((Reading.Read) body.readings().get(4)).draft().type()).isEqualTo("c");
	}

	@Test
	void takesNothingOfAnArrayThatIsNotWellFormed() {
		assertThat(reader.readBody("[{\"type\":\"a\"},{\"type\":\"b\"".getBytes(UTF_8), 10))
				.isInstanceOf(Body.Unreadable.class);
		assertThat(reader.readBody("[{\"type\":\"a\"}][]".getBytes(UTF_8), 10)).isInstanceOf(Body.Unreadable.class);
	}

	@Test
	void countsWhatAnArrayHoldsBeyondItsLimit() {
		assertThat(reader.readBody("[{},{},{},[[]],5]".getBytes(UTF_8), 2))
				.isInstanceOfSatisfying(Body.Unreadable.class, body -> {
					assertThat(body.problem().code()).isEqualTo(ProblemCode.TOO_MANY_EVENTS);
					assertThat(body.problem().detail()).isEqualTo("The request holds 5 events; the limit is 2.");
				});
		assertThat(reader.readBody("[{},{}]".getBytes(UTF_8), 2)).isInstanceOf(Body.Events.class);
		assertThat(reader.readBody("[{},[1,2]]".getBytes(UTF_8), 2)).isInstanceOf(Body.Events.class);
	}

	@Test
	void readsALineOutOfALargerText() {
		byte[] lines = "{\"type\":\"a\"}\n{\"type\":\"b\",\"data\": 1.0 }\n".getBytes(UTF_8);
		var read = (Reading.Read) reader.read(lines, 13, 26);
		assertThat(read.draft().type()).isEqualTo("b");
		Draft.Member data = read.draft().members().get(1);
		assertThat(new String(lines, data.from(), data.to() - data.from(), UTF_8)).isEqualTo("\"data\": 1.0");
	}

	private static String nested(int levels) {
		return "{\"type\":\"t\",\"data\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
	}

	private Draft draft(String text) {
		byte[] bytes = text.getBytes(UTF_8);
		return ((Reading.Read) reader.read(bytes, 0, bytes.length)).draft();
	}

	private Problem refusal(String text) {
		byte[] bytes = text.getBytes(UTF_8);
		return ((Reading.Refused) reader.read(bytes, 0, bytes.length)).problem();
	}

	private void assertRefused(String text, ProblemCode code, String pointer) {
		Problem problem = refusal(text);
		assertThat(problem.code()).as(problem.detail()).isEqualTo(code);
		assertThat(problem.pointer()).isEqualTo(pointer == null ? "" : pointer);
	}

	/** A tokenizer would read it, and then tell places in characters where bytes are meant. */
	@ParameterizedTest
	@ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
	void refusesWiderEncodingsWithoutAMark(String charset) {
		for (String text : new String[]{"{\"type\":\"t\"}", "[{\"type\":\"t\"}]", "\n", "7"}) {
			byte[] bytes = text.getBytes(Charset.forName(charset));
			assertThat(reader.readBody(bytes, 10)).isInstanceOf(Body.Unreadable.class);
			assertThat(reader.read(bytes, 0, bytes.length)).isInstanceOf(Reading.Refused.class);
		}
	}
}
