package dev.millrace.event;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class EventComposerTests {

	private static final Map<String, String> TYPE = Map.of("type", "t");

	private final EventComposer composer = new EventComposer(new EventReader(EventLimits.DEFAULTS));
	private final EventWriter writer = new EventWriter("/default", () -> "made");

	@Test
	void writesAttributesInTheirOrderAndDataBehindThem() {
		var attributes = new LinkedHashMap<String, String>();
		attributes.put("type", "order.placed");
		attributes.put("id", "a\"b");
		attributes.put("priority", "5");
		assertThat(document(composer.compose(attributes, json(" {\"amount\" : 1.0} \n")))).isEqualTo("""
				{"specversion":"1.0","source":"/default","type":"order.placed","id":"a\\"b","priority":"5",\
				"datacontenttype":"application/json","data": {"amount" : 1.0},"partitionkey":"a\\"b",\
				"receivedat":"1970-01-01T00:00:00Z"}""");
	}

	@Test
	void composesAnEventWithoutData() {
		assertThat(document(composer.compose(TYPE, new Content(new byte[0], Optional.empty())))).doesNotContain("data");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"{\"type\":\"t\" | MALFORMED_JSON",
			"1,\"source\":\"/forged\" | MALFORMED_JSON",
			"1,\"subject\":null | MALFORMED_JSON",
			"1} | MALFORMED_JSON",
			"1}{ | MALFORMED_JSON",
			"\\u0041 | MALFORMED_JSON",
			"` ` | EMPTY",
			"\"\\ud800\" | INVALID_TEXT"})
	void takesOneJsonValueAndNothingBehindIt(String data, ProblemCode code) {
		assertThat(problem(composer.compose(TYPE, json(data))).code()).isEqualTo(code);
		assertThat(problem(composer.compose(TYPE, new Content(data.getBytes(UTF_8), Optional.empty()))).code())
				.isEqualTo(code);
	}

	@Test
	void namesThePlaceInTheDataAsItWasSent() {
		assertThat(problem(composer.compose(TYPE, json("{\"a\":oops}"))).detail()).contains("byte 5", "column 6");
	}

	@Test
	void judgesDataByTheLimitsOfAnEvent() {
		assertThat(composer.compose(TYPE, json("[".repeat(255) + "]".repeat(255)))).isInstanceOf(Reading.Read.class);
		assertThat(problem(composer.compose(TYPE, json("[".repeat(256) + "]".repeat(256)))).code())
				.isEqualTo(ProblemCode.TOO_DEEP);
		assertThat(problem(composer.compose(TYPE, json("1".repeat(1001)))).code())
				.isEqualTo(ProblemCode.NUMBER_TOO_LONG);
		byte[] large = new byte[EventLimits.DEFAULTS.eventBytes()];
		assertThat(problem(composer.compose(TYPE, content("image/png", large))).code())
				.isEqualTo(ProblemCode.EVENT_TOO_LARGE);
	}

	@Test
	void judgesAttributesLikeAnyOther() {
		assertRefused(Map.of("type", "t", "time", "noon"), ProblemCode.INVALID_ATTRIBUTE, "/time");
		assertRefused(Map.of("type", "t", "receivedat", "2026-11-20T08:00:00Z"), ProblemCode.RESERVED_ATTRIBUTE,
				"/receivedat");
		assertRefused(Map.of("type", "t", "data", "x"), ProblemCode.INVALID_ATTRIBUTE, "/data");
		assertRefused(Map.of("type", "t", "a-b", "x"), ProblemCode.INVALID_ATTRIBUTE, "/a-b");
		assertRefused(Map.of("type", "\ud800"), ProblemCode.INVALID_ATTRIBUTE, "/type");
		assertRefused(Map.of("type", "t".repeat(10_000)), ProblemCode.ATTRIBUTE_TOO_LONG, "/type");
		assertRefused(Map.of(), ProblemCode.MISSING_ATTRIBUTE, "/type");
	}

	@Test
	void wantsAllOfACloudEventThatIsRequired() {
		var attributes = new LinkedHashMap<>(Map.of("specversion", "1.0", "id", "1", "source", "/s", "type", "t"));
		assertThat(composer.composeCloudEvent(attributes, json("1"))).isInstanceOf(Reading.Read.class);
		for (String name : attributes.keySet()) {
			var lacking = new LinkedHashMap<>(attributes);
			lacking.remove(name);
			assertThat(problem(composer.composeCloudEvent(lacking, json("1"))).pointer()).isEqualTo("/" + name);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = {"text/plain", "text/html; charset=UTF-8", "application/xml", "image/svg+xml",
			"text/plain;charset=iso-8859-1", "application/sql; Charset=\"utf-16be\""})
	void keepsTextAsAString(String type) {
		String text = "caf\u00e9 \"quoted\"\n\u0000\ttab";
		Charset charset = MediaType.of(type).charset().orElse(UTF_8);
		assertThat(document(composer.compose(TYPE, content(type, text.getBytes(charset)))))
				.contains("\"data\":\"caf\u00e9 \\\"quoted\\\"\\n\\u0000\\ttab\"")
				.contains("\"datacontenttype\":\"" + type.replace("\"", "\\\"") + "\"");
	}

	@Test
	void refusesTextThatIsNotOfItsCharset() {
		byte[] latin = "caf\u00e9".getBytes(ISO_8859_1);
		assertThat(problem(composer.compose(TYPE, content("text/plain", latin))).code())
				.isEqualTo(ProblemCode.INVALID_TEXT);
		assertThat(problem(composer.compose(TYPE, content("a/b;charset=utf-8", latin))).detail()).contains("UTF-8");
	}

	@ParameterizedTest
	@ValueSource(strings = {"application/octet-stream", "image/png", "application/xml", "application/x-protobuf",
			"text/plain; charset=utf-16", "application/x; charset=unheard-of"})
	void keepsAllElseAsBytes(String type) {
		byte[] bytes = {(byte) 0xFF, (byte) 0xFE, 'a', 0};
		assertThat(document(composer.compose(TYPE, content(type, bytes))))
				.contains("\"data_base64\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"");
	}

	@Test
	void givesAnyJsonBackByteForByte() {
		for (long seed = 0; seed < 2_000; seed++) {
			String data = new RandomJson(new Random(seed)).value(4);
			assertThat(document(composer.compose(TYPE, json(data)))).as("seed %d", seed)
					.contains(",\"data\":" + data + ",\"partitionkey\"");
		}
	}

	@Test
	void givesAnyBytesBack() {
		for (long seed = 0; seed < 500; seed++) {
			byte[] bytes = new byte[1 + (int) seed];
			new Random(seed).nextBytes(bytes);
			assertThat(document(composer.compose(TYPE, content("image/png", bytes)))).as("seed %d", seed)
					.contains("\"data_base64\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"");
		}
	}

	private void assertRefused(Map<String, String> attributes, ProblemCode code, String pointer) {
		Problem problem = problem(composer.compose(attributes, json("1")));
		assertThat(problem.code()).as(problem.detail()).isEqualTo(code);
		assertThat(problem.pointer()).isEqualTo(pointer);
	}

	private String document(Reading reading) {
		Event event = writer.complete(((Reading.Read) reading).draft(), Instant.EPOCH);
		assertThat(Event.read(event.document())).isInstanceOf(Event.Stored.Legible.class);
		return new String(event.document(), UTF_8);
	}

	private static Problem problem(Reading reading) {
		return ((Reading.Refused) reading).problem();
	}

	private static Content json(String text) {
		return content("application/json", text.getBytes(UTF_8));
	}

	private static Content content(String type, byte[] bytes) {
		return new Content(bytes, Optional.of(type));
	}
}
