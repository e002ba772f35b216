package dev.millrace.ingest.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

import com.github.luben.zstd.Zstd;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What no client should send, over a socket: each has its clear error, and nothing else is lost or taken. */
@HttpTests
class BadInputTests {

	private static final String JSON = "Content-Type: application/json";
	private static final String CLOUD_EVENT = "Content-Type: application/cloudevents+json";
	private static final String GZIP = JSON + "\nContent-Encoding: gzip";
	private static final String ZSTD = JSON + "\nContent-Encoding: zstd";
	private static final String BINARY = "Content-Type: text/plain\nce-specversion: 1.0\nce-id: 1\nce-source: /s\nce-type: t";
	private static final String EVENT = "{\"type\":\"t\"}";

	@Autowired
	private FakeStream stream;

	@Autowired
	private Admission admission;

	@LocalServerPort
	private int port;

	@BeforeEach
	void clear() {
		stream.clear();
	}

	static Stream<Arguments> bodies() {
		return Stream.of(
				body("truncated", JSON, "{\"type\":\"t\",\"data\":[1,", 400, "malformed-json"),
				body("depth 100,000", JSON, "{\"type\":\"t\",\"data\":" + "[".repeat(100_000), 422, "too-deep"),
				body("an event a byte over", JSON, "{\"type\":\"t\",\"data\":\"" + "x".repeat(1_048_555) + "\"}", 413,
						"event-too-large"),
				body("a lone surrogate", JSON, "{\"type\":\"t\",\"data\":\"\\udc00\"}", 400, "invalid-text"),
				body("duplicate keys", JSON, "{\"type\":\"t\",\"id\":\"1\",\"id\":\"2\"}", 422, "duplicate-attribute"),
				body("a bad time", JSON, "{\"type\":\"t\",\"time\":\"2026-02-30T00:00:00Z\"}", 422,
						"invalid-attribute"),
				body("a source that is no URI", JSON, "{\"type\":\"t\",\"source\":\"/\u65e5\"}", 422,
						"invalid-attribute"),
				body("nothing", JSON, "", 400, "empty"),
				body("an empty array", JSON, "[]", 400, "empty"),
				body("a wrong Content-Type", "Content-Type: image/png", EVENT, 415, "unsupported-media-type"),
				body("no Content-Type", "X-None: 1", EVENT, 415, "unsupported-media-type"),
				body("NaN", JSON, "{\"type\":\"t\",\"data\":NaN}", 400, "malformed-json"),
				body("a number of 1,001 digits", JSON, "{\"type\":\"t\",\"data\":" + "9".repeat(1001) + "}", 422,
						"number-too-long"),
				body("NUL in a key", JSON, "{\"type\":\"t\",\"a\\u0000b\":\"1\"}", 422, "invalid-attribute"),
				body("NUL itself in a key", JSON, "{\"type\":\"t\",\"a\0b\":\"1\"}", 400, "malformed-json"),
				body("a type of 10,000 characters", JSON, "{\"type\":\"" + "t".repeat(10_000) + "\"}", 422,
						"attribute-too-long"),
				body("an array in an array", JSON, "[[" + EVENT + "]]", 422, "not-an-event"),
				body("20,000 tiny events", JSON, "[" + (EVENT + ",").repeat(19_999) + EVENT + "]", 413,
						"too-many-events"),
				body("20,000 tiny lines", "Content-Type: application/x-ndjson", (EVENT + "\n").repeat(20_000), 413,
						"too-many-events"),
				body("a CloudEvent without specversion", CLOUD_EVENT, EVENT, 422, "missing-attribute"),
				body("a CloudEvent of another version", CLOUD_EVENT,
						"{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}", 422,
						"invalid-attribute"),
				body("several CloudEvents as one", CLOUD_EVENT, "[]", 422, "not-an-event"),
				body("one CloudEvent as a batch", "Content-Type: application/cloudevents-batch+json", EVENT, 422,
						"not-an-event"),
				body("CloudEvents in another format", "Content-Type: application/cloudevents+avro\nce-type: t", EVENT,
						415, "unsupported-media-type"),
				body("a ce- header twice", BINARY + "\nce-type: u", "", 422, "duplicate-attribute"),
				body("broken percent-encoding", BINARY + "\nce-subject: 100%", "", 422, "invalid-attribute"),
				body("percent-encoded bytes that are not UTF-8", BINARY + "\nce-subject: %C3%28", "", 422,
						"invalid-attribute"),
				body("a ce- header that is not ASCII", BINARY + "\nce-subject: caf\u00e9", "", 422,
						"invalid-attribute"),
				body("a ce- header of no attribute", BINARY + "\nce-my-thing: 1", "", 422, "invalid-attribute"),
				body("data as a ce- header", BINARY + "\nce-data: 1", "", 422, "invalid-attribute"),
				body("ce-datacontenttype", BINARY + "\nce-datacontenttype: text/plain", "", 422, "invalid-attribute"),
				body("binary mode without an id", "ce-specversion: 1.0\nce-source: /s\nce-type: t", "", 422,
						"missing-attribute"),
				body("an unknown Content-Encoding", JSON + "\nContent-Encoding: br", EVENT, 415,
						"unsupported-encoding"),
				body("stacked encodings", JSON + "\nContent-Encoding: gzip, zstd", EVENT, 415,
						"unsupported-encoding"),
				body("stacked encodings in two headers", GZIP + "\nContent-Encoding: gzip", EVENT, 415,
						"unsupported-encoding"),
				body("no gzip", GZIP, EVENT, 400, "invalid-gzip"),
				body("no zstd", ZSTD, EVENT, 400, "invalid-zstd"),
				body("a charset that is not UTF-8", JSON + ";charset=utf-16", EVENT, 415, "unsupported-media-type"));
	}

	static Stream<Arguments> bytes() {
		byte[] packed = Packed.gzip(EVENT.getBytes(UTF_8));
		byte[] frame = Zstd.compress(EVENT.getBytes(UTF_8));
		return Stream.of(
				arguments("invalid UTF-8", JSON, hex("7b2274797065223a22c328227d"), 400, "invalid-text"),
				arguments("a byte order mark", JSON, joined(hex("efbbbf"), EVENT.getBytes(UTF_8)), 400, "invalid-text"),
				arguments("UTF-16", JSON, EVENT.getBytes(UTF_16), 400, "invalid-text"),
				arguments("text that is not UTF-8", BINARY, hex("c328"), 400, "invalid-text"),
				arguments("truncated gzip", GZIP, cut(packed, 9), 400, "invalid-gzip"),
				arguments("gzip without its trailer", GZIP, cut(packed, 1), 400, "invalid-gzip"),
				arguments("gzip with bytes behind it", GZIP, joined(packed, hex("00")), 400, "invalid-gzip"),
				arguments("gzip of a wrong checksum", GZIP, flipped(packed, packed.length - 5), 400, "invalid-gzip"),
				arguments("truncated zstd", ZSTD, cut(frame, 3), 400, "invalid-zstd"),
				arguments("zstd with bytes behind it", ZSTD, joined(frame, hex("0011223344")), 400, "invalid-zstd"),
				arguments("zstd with a window of 2 GiB", ZSTD, hex("28b52ffd00a8010000"), 400, "invalid-zstd"),
				arguments("9 MB of gzip that unpack to 10 GB", GZIP, times(Packed.gzip(new byte[10_000_000]), 1000),
						413,
						"request-too-large"),
				arguments("a zstd bomb", ZSTD, times(Zstd.compress(new byte[100_000_000]), 900), 413,
						"request-too-large"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource({"bodies", "bytes"})
	void isRefusedWithItsProblem(String name, String headers, byte[] body, int status, String code)
			throws IOException {
		var answer = RawHttp.send(port, RawHttp.request(headers, body));
		assertThat(answer.status()).as(answer.text()).isEqualTo(status);
		assertThat(answer.head()).contains("application/problem+json");
		assertThat(answer.json().get("code").asString()).isEqualTo(code);
		assertThat(answer.json().get("detail").asString()).isNotEmpty();
		assertNothingElseHappened();
	}

	static Stream<Arguments> overLimits() {
		return Stream.of(arguments("{\"type\":\"t\",\"data\":" + "[".repeat(100_000), "10000", "256"),
				arguments("{\"type\":\"t\",\"data\":" + "[".repeat(300) + "]".repeat(300) + "}", "301", "256"),
				arguments("{\"type\":\"t\",\"data\":\"" + "x".repeat(1_048_555) + "\"}", "1048577", "1048576"),
				arguments("{\"type\":\"t\",\"data\":" + "9".repeat(1001) + "}", "1001", "1000"),
				arguments("{\"type\":\"" + "t".repeat(10_000) + "\"}", "10000", "1024"),
				arguments("[" + (EVENT + ",").repeat(19_999) + EVENT + "]", "20000", "10000"),
				arguments(" ".repeat(10_485_760) + EVENT, "10485772", "10485760"));
	}

	@ParameterizedTest
	@MethodSource("overLimits")
	void namesTheLimitAndWhatArrived(String body, String arrived, String limit) throws IOException {
		var answer = RawHttp.send(port, RawHttp.request(JSON, body.getBytes(UTF_8)));
		assertThat(answer.json().path("detail").asString("")).contains(arrived, limit);
	}

	static Stream<Arguments> requests() {
		String event = EVENT;
		return Stream.of(
				request("a Content-Length that is too short", JSON + "\nContent-Length: 5", event, 400),
				request("two Content-Lengths", JSON + "\nContent-Length: 12\nContent-Length: 13", event, 400),
				request("a Content-Length that is no number", JSON + "\nContent-Length: many", event, 400),
				request("a Content-Length and chunks", JSON + "\nContent-Length: 3\nTransfer-Encoding: gzip", event,
						501),
				request("a broken chunk", JSON + "\nTransfer-Encoding: chunked", "zz\r\n{}\r\n0\r\n\r\n", 400),
				request("10,000 headers", JSON + "\nX-H: 1".repeat(10_000), event, 400),
				request("a header of 1 MiB", JSON + "\nX-H: " + "x".repeat(1 << 20), event, 400),
				request("a header without a name", JSON + "\n: x", event, 400));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("requests")
	void isCleanlyRefusedByTheServerItself(String name, byte[] request, int status) throws IOException {
		var answer = RawHttp.send(port, request);
		assertThat(answer.status()).as(answer.text()).isEqualTo(status);
		assertThat(answer.head()).contains("application/problem+json").containsIgnoringCase("\r\nX-Request-Id: ");
		assertThat(answer.text()).doesNotContainIgnoringCase("<html", "tomcat", "apache", "exception", "\tat ");
		assertNothingElseHappened();
	}

	@Test
	void namesTheLimitsOfARequestsHead() throws IOException {
		var answer = RawHttp.send(port, RawHttp.request(JSON + "\nX-H: " + "x".repeat(40_000), EVENT.getBytes(UTF_8)));
		assertThat(answer.json().path("detail").asString("")).contains("limit of 32768 bytes and 100 headers");
	}

	@Test
	void waitsNotForBytesThatWereAnnouncedAndNeverCome() throws IOException {
		var answer = RawHttp.send(port, RawHttp.request(JSON + "\nContent-Length: 100", EVENT.getBytes(UTF_8)));
		assertThat(answer.status()).as(answer.text()).isEqualTo(408);
		assertThat(answer.json().path("code").asString("none")).as(answer.text()).isEqualTo("request-timeout");
		assertNothingElseHappened();
	}

	@Test
	void keepsANumberThatNoDoubleHolds() throws IOException {
		var answer = RawHttp.send(port, RawHttp.request(JSON, "{\"type\":\"t\",\"data\":1e400000}".getBytes(UTF_8)));
		assertThat(answer.status()).as(answer.text()).isEqualTo(202);
		assertThat(stream.documents()).singleElement().asString().contains("\"data\":1e400000,");
	}

	@Test
	void losesNothingWhenConnectionsAreResetHalfWay() throws Exception {
		for (int i = 0; i < 50; i++) {
			var socket = RawHttp.connect(port);
			socket.setSoLinger(true, 0); // Closing resets.
			socket.getOutputStream()
					.write(RawHttp.request(JSON + "\nContent-Length: 9000000", EVENT.getBytes(UTF_8)));
			socket.close();
		}
		Awaitility.await().until(() -> admission.held() == 0);
		assertNothingElseHappened();
	}

	private void assertNothingElseHappened() {
		assertThat(stream.documents()).isEmpty();
		Awaitility.await()
				.ignoreExceptions()
				.until(() -> RawHttp.send(port, RawHttp.request(JSON, EVENT.getBytes(UTF_8))).status() == 202);
		assertThat(stream.documents()).hasSize(1);
	}

	private static Arguments body(String name, String headers, String body, int status, String code) {
		return arguments(name, headers, body.getBytes(UTF_8), status, code);
	}

	private static Arguments request(String name, String headers, String body, int status) {
		return arguments(name, RawHttp.request(headers, body.getBytes(UTF_8)), status);
	}

	private static byte[] hex(String digits) {
		return HexFormat.of().parseHex(digits);
	}

	private static byte[] joined(byte[] first, byte[] second) {
		var both = new ByteArrayOutputStream();
		both.writeBytes(first);
		both.writeBytes(second);
		return both.toByteArray();
	}

	private static byte[] times(byte[] bytes, int count) {
		var all = new ByteArrayOutputStream(bytes.length * count);
		for (int i = 0; i < count; i++) {
			all.writeBytes(bytes);
		}
		return all.toByteArray();
	}

	private static byte[] cut(byte[] bytes, int count) {
		return Arrays.copyOf(bytes, bytes.length - count);
	}

	private static byte[] flipped(byte[] bytes, int at) {
		byte[] copy = bytes.clone();
		copy[at] ^= 1;
		return copy;
	}
}
