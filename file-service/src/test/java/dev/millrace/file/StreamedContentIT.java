package dev.millrace.file;

import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Content that leaves through the service itself, whole or in ranges (RFC 9110, section 14), as safely as by a link. */
class StreamedContentIT {

	@RegisterExtension
	static final RunningService service = new RunningService("--millrace.file.downloads=stream");

	private static final String TEXT = "0123456789abcdefghijklmnopqrstuvwxyz";
	private static String id = "";

	@BeforeAll
	static void upload() throws Exception {
		id = service.json(service.upload("digits.txt", "text/plain", TEXT, Map.of())).get("id").asString();
		service.await(id, "processed");
	}

	@Test
	void contentIsServedWholeAndSafely() throws Exception {
		var answer = content("");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo(TEXT);
		assertThat(header(answer, "Content-Length")).isEqualTo("36");
		assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
		assertThat(header(answer, "Content-Type")).startsWith("text/plain");
		assertThat(header(answer, "Content-Disposition")).startsWith("attachment; filename=\"digits.txt\"");
		assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(header(answer, "Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
		var made = service.get("/v1/files/" + id + "/derivatives/summary.txt", "bytes=0-1");
		assertThat(made.statusCode() + made.body()).isEqualTo("206of");
	}

	@Test
	void whoAsksForTheHeadGetsTheSameOne() throws Exception {
		var answer = service.call("HEAD", "/v1/files/" + id + "/content", "");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEmpty();
		assertThat(header(answer, "Content-Length")).isEqualTo("36");
		assertThat(header(answer, "Content-Disposition")).startsWith("attachment; filename=\"digits.txt\"");
	}

	@ParameterizedTest
	@CsvSource({"bytes=0-9,0123456789,bytes 0-9/36", "bytes=30-,uvwxyz,bytes 30-35/36", "bytes=-3,xyz,bytes 33-35/36",
			"bytes=30-99,uvwxyz,bytes 30-35/36", "bytes=5-5,5,bytes 5-5/36"})
	void aRangeIsServedAsSuch(String range, String part, String place) throws Exception {
		var answer = content(range);
		assertThat(answer.statusCode()).isEqualTo(206);
		assertThat(answer.body()).isEqualTo(part);
		assertThat(header(answer, "Content-Range")).isEqualTo(place);
		assertThat(header(answer, "Content-Length")).isEqualTo(Integer.toString(part.length()));
		assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
	}

	/** A server may answer what it does not understand, and more than one range, with all of it. */
	@ParameterizedTest
	@ValueSource(strings = {"bytes=0-1,4-5", "lines=1-2", "bytes=9-3", "bytes=", "bytes=a-b", "nonsense"})
	void whatIsNoSingleRangeGetsTheWhole(String range) throws Exception {
		var answer = content(range);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo(TEXT);
	}

	@ParameterizedTest
	@ValueSource(strings = {"bytes=36-", "bytes=100-200", "bytes=-0"})
	void aRangeBehindTheEndIsRefused(String range) throws Exception {
		var answer = content(range);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(416);
		assertThat(service.json(answer).get("code").asString()).isEqualTo("range-not-satisfiable");
		assertThat(header(answer, "Content-Range")).isEqualTo("bytes */36");
	}

	private static HttpResponse<String> content(String range) throws Exception {
		return service.get("/v1/files/" + id + "/content", range);
	}

	private static String header(HttpResponse<String> answer, String name) {
		return answer.headers().firstValue(name).orElse("");
	}
}
