package dev.millrace.ingest.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Random;

import com.github.luben.zstd.Zstd;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Every way in which an event may arrive. */
@HttpTests
class FormatsTests {

	private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
	private static final String[] BINARY = {"ce-specversion", "1.0", "ce-id", "1", "CE-Source", "/s", "ce-type", "t"};
	private static final String CLOUD_EVENT = "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/s\",\"type\":\"t\"}";

	@Autowired
	private FakeStream stream;

	@LocalServerPort
	private int port;

	@BeforeEach
	void clear() {
		stream.clear();
	}

	@Test
	void takesACloudEventWithTheTypesOfItsExtensions() {
		accepted(post(
				"{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"n\":-5,\"b\":true,\"s\":\"5\"}",
				"Content-Type", "application/cloudevents+json; charset=UTF-8"));
		assertThat(stored()).contains("\"n\":-5,\"b\":true,\"s\":\"5\"");
	}

	@Test
	void takesABatchOfCloudEvents() {
		var answer = post("[" + CLOUD_EVENT.formatted("1") + ",{\"type\":\"t\"}," + CLOUD_EVENT.formatted("2") + "]",
				"Content-Type", "application/cloudevents-batch+json");
		assertThat(answer.statusCode()).isEqualTo(207);
		assertThat(Requests.json(answer).at("/results/1/pointer").asString()).isEqualTo("/specversion");
		assertThat(stream.ids()).containsExactly("1", "2");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"Euro%20%E2%82%AC%20%F0%9F%98%80 | Euro \u20ac \ud83d\ude00",
			"plain text | plain text",
			"100%25 | 100%",
			"%e2%82%ac | \u20ac",
			"\"in \\\"quotes\\\"\" | in \\\"quotes\\\"",
			"%22a%22 | \\\"a\\\"",
			"\" | \\\""})
	void decodesTheHeadersOfBinaryMode(String header, String value) {
		accepted(post("", with(BINARY, "ce-subject", header)));
		assertThat(stored()).contains("\"subject\":\"" + value + "\"").doesNotContain("\"data");
	}

	@Test
	void takesTheBodyOfBinaryModeAsItsContentTypeSays() {
		accepted(post(" {\"a\" : 1.0}", with(BINARY, "Content-Type", "application/vnd.x+json")));
		assertThat(stored()).contains("\"data\": {\"a\" : 1.0},",
				"\"datacontenttype\":\"application/vnd.x+json\"");
		accepted(new Requests(port).post("/v1/events", "caf\u00e9".getBytes(ISO_8859_1),
				with(BINARY, "Content-Type", "text/plain; charset=ISO-8859-1")));
		assertThat(stored()).contains("\"data\":\"caf\u00e9\"",
				"\"datacontenttype\":\"text/plain; charset=ISO-8859-1\"");
		accepted(new Requests(port).post("/v1/events", new byte[]{0, (byte) 0xFF},
				with(BINARY, "Content-Type", "image/png")));
		assertThat(stored()).contains("\"data_base64\":\"AP8=\"");
		accepted(post("--x\r\n\r\n1\r\n--x--", with(BINARY, "Content-Type", "multipart/form-data; boundary=x")));
		assertThat(stored()).contains("\"data_base64\"");
		accepted(post("a=1&b=2", with(BINARY, "Content-Type", "application/x-www-form-urlencoded")));
		assertThat(stored()).contains("\"data\":\"a=1&b=2\"");
	}

	@Test
	void takesAnyJsonAsTheDataOfATypedEvent() {
		for (String data : new String[]{"[1.0]", "5", "null", "{\"type\":\"other\"}", "\"text\""}) {
			accepted(typed("/order.placed", data, "Content-Type", "application/json"));
			assertThat(stored()).contains("\"type\":\"order.placed\"", "\"data\":" + data + ",");
		}
		accepted(typed("/a%2Fb", "{}"));
		assertThat(stored()).contains("\"type\":\"a/b\"", "\"data\":{}").doesNotContain("datacontenttype");
		accepted(typed("/t", "{\"a\":1}", "Content-Type", "application/x-www-form-urlencoded"));
		assertThat(stored()).contains("\"data\":{\"a\":1}");
		accepted(typed("/t", "a=1", "Content-Type", "application/x-www-form-urlencoded"));
		assertThat(stored()).contains("\"data\":\"a=1\"");
		accepted(typed("/t", "plain", "Content-Type", "text/plain"));
		assertThat(stored()).contains("\"data\":\"plain\"");
	}

	@Test
	void takesWhatTheQueryAndItsHeadersSayOfATypedEvent() {
		String path = "/x?source=https%3A%2F%2Fgithub.com%2Fa+b%26c&id-header=X-Delivery&type-header=x-kind";
		assertThat(typed(path, "{}", "X-Delivery", "7").statusCode()).isEqualTo(422);
		path = path.replace("+b%26c", "%2520b");
		accepted(typed(path, "{}", "X-Delivery", "7", "X-Kind", "push"));
		assertThat(stored()).contains("\"type\":\"push\",\"id\":\"7\",\"source\":\"https://github.com/a%20b\"");
		accepted(typed(path, "{}", "X-Delivery", "8"));
		assertThat(stored()).contains("\"type\":\"x\",\"id\":\"8\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"/t?id-header=X-None | {} | 400 | missing-header",
			"/t?id-header=X-Twice | {} | 400 | repeated-header", "/t?type-header=X-Twice | {} | 400 | repeated-header",
			"/t?sauce=/s | {} | 400 | unknown-parameter",
			"/t?source=/a&source=/b | {} | 400 | invalid-parameter",
			"/t?source= | {} | 400 | invalid-parameter",
			"/t?source=no%20uri | {} | 422 | invalid-attribute",
			"/t | {\"a\" | 400 | malformed-json",
			"/t | `` | 400 | empty"})
	void refusesATypedEventThatIsNotClear(String path, String body, int status, String code) {
		var answer = typed(path, body, "Content-Type", "application/json", "X-Twice", "1", "X-Twice", "2");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(Requests.json(answer).get("code").asString()).isEqualTo(code);
		assertThat(stream.documents()).isEmpty();
	}

	@Test
	void keepsTheTraceOfTheRequestWhereTheEventHasNone() {
		accepted(post("[{\"type\":\"t\"},{\"type\":\"t\",\"traceparent\":\"own\"}]", "Content-Type", "application/json",
				"traceparent", TRACE, "tracestate", "a=1", "tracestate", "b=2"));
		assertThat(stream.documents().getFirst())
				.contains("\"traceparent\":\"" + TRACE + "\",\"tracestate\":\"a=1,b=2\"");
		assertThat(stream.documents().getLast()).contains("\"traceparent\":\"own\"").doesNotContain("tracestate");
	}

	@ParameterizedTest
	@ValueSource(strings = {"nonsense", "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
			"00-00000000000000000000000000000000-b7ad6b7169203331-01",
			"00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
			"00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
			"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"})
	void passesOverATraceThatIsBroken(String trace) {
		accepted(post("{\"type\":\"t\"}", "Content-Type", "application/json", "traceparent", trace, "tracestate",
				"a=1"));
		assertThat(stored()).doesNotContain("trace");
	}

	@Test
	void takesATraceOfALaterVersion() {
		accepted(post("{\"type\":\"t\"}", "Content-Type", "application/json", "traceparent",
				"01" + TRACE.substring(2) + "-more"));
		assertThat(stored()).contains("-more");
	}

	@ParameterizedTest
	@ValueSource(strings = {"return=minimal", "respond-async, return=minimal", "RETURN = \"minimal\"; x=y"})
	void leavesReceiptsOutWhereTheClientPrefersIt(String prefer) {
		var all = post("{\"type\":\"t\"}", "Content-Type", "application/json", "Prefer", prefer);
		assertThat(all.statusCode()).isEqualTo(202);
		assertThat(all.headers().firstValue("Preference-Applied")).contains("return=minimal");
		assertThat(all.body()).isEqualTo("{\"accepted\":1,\"refused\":0}");
		var some = post("[{\"type\":\"t\"},{}]", "Content-Type", "application/json", "Prefer", prefer);
		assertThat(some.statusCode()).isEqualTo(207);
		assertThat(Requests.json(some).get("results")).singleElement()
				.satisfies(problem -> assertThat(problem.get("index").asInt()).isEqualTo(1));
	}

	@ParameterizedTest
	@ValueSource(strings = {"return=representation", "return=representation, return=minimal", "minimal", "return"})
	void givesReceiptsUnlessMinimalIsPreferredFirst(String prefer) {
		var answer = post("{\"type\":\"t\"}", "Content-Type", "application/json", "Prefer", prefer);
		assertThat(answer.headers().firstValue("Preference-Applied")).isEmpty();
		assertThat(Requests.json(answer).get("results")).hasSize(1);
	}

	@Test
	void unpacksWhatIsPacked() throws IOException {
		String text = "{\"type\":\"t\",\"data\":\"" + "x".repeat(300_000) + "\"}";
		byte[] plain = text.getBytes(UTF_8);
		for (String name : new String[]{"gzip", "x-gzip", "GZIP", "identity, gzip"}) {
			accepted(packed(name, Packed.gzip(plain)));
		}
		accepted(packed("zstd", Zstd.compress(plain)));
		var members = new ByteArrayOutputStream();
		members.writeBytes(Packed.gzip("{\"type\":".getBytes(UTF_8)));
		members.writeBytes(Packed.gzip("\"t\"}".getBytes(UTF_8)));
		accepted(packed("gzip", members.toByteArray()));
		var frames = new ByteArrayOutputStream();
		frames.writeBytes(Zstd.compress("{\"type\":".getBytes(UTF_8)));
		frames.writeBytes(Zstd.compress("\"t\"}".getBytes(UTF_8)));
		accepted(packed("zstd", frames.toByteArray()));
		assertThat(stream.documents()).hasSize(7);
	}

	/** Bodies of all formats, good and bad, whole and cut short, packed and not; the chunks split characters and tokens anywhere. */
	@Test
	void givesTheSameHoweverTheBytesArrive() throws IOException {
		for (long seed = 0; seed < 300; seed++) {
			var random = new Random(seed);
			var body = RandomBody.of(random);
			String whole = outcome(RawHttp.request(body.headers(), body.bytes()));
			String inChunks = outcome(RawHttp.request(body.headers() + "\nTransfer-Encoding: chunked",
					chunks(body.bytes(), random)));
			assertThat(inChunks).as("seed %d: %s", seed, body).isEqualTo(whole);
		}
	}

	/** The status, the problems' codes and places, and what is in the stream, without what differs each time. */
	private String outcome(byte[] request) throws IOException {
		stream.clear();
		var answer = RawHttp.send(port, request);
		assertThat(answer.status()).as(answer.text()).isIn(202, 207, 400, 413, 422);
		var problems = answer.json().findValues("code").toString() + answer.json().findValues("index")
				+ answer.json().findValues("pointer");
		return answer.status() + problems + String.join("\n", stream.documents())
				.replaceAll("\"receivedat\":\"[^\"]*\"", "");
	}

	private static byte[] chunks(byte[] body, Random random) {
		var chunks = new ByteArrayOutputStream();
		for (int at = 0; at < body.length;) {
			int length = Math.min(body.length - at, 1 + random.nextInt(20));
			chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(UTF_8));
			chunks.write(body, at, length);
			chunks.writeBytes("\r\n".getBytes(UTF_8));
			at += length;
		}
		chunks.writeBytes("0\r\n\r\n".getBytes(UTF_8));
		return chunks.toByteArray();
	}

	private HttpResponse<String> post(String body, String... headers) {
		return new Requests(port).post("/v1/events", body, headers);
	}

	private HttpResponse<String> typed(String path, String body, String... headers) {
		return new Requests(port).post("/v1/events" + path, body, headers);
	}

	private HttpResponse<String> packed(String encoding, byte[] body) {
		return new Requests(port).post("/v1/events", body, "Content-Type", "application/json", "Content-Encoding",
				encoding);
	}

	private static void accepted(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
	}

	private String stored() {
		return stream.documents().getLast();
	}

	private static String[] with(String[] headers, String name, String value) {
		String[] more = Arrays.copyOf(headers, headers.length + 2);
		more[headers.length] = name;
		more[headers.length + 1] = value;
		return more;
	}
}
