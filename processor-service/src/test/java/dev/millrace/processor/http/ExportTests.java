package dev.millrace.processor.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

import dev.millrace.processor.EventQueries;
import dev.millrace.processor.Filter;
import dev.millrace.processor.Order;
import dev.millrace.processor.Place;
import dev.millrace.processor.Unavailable;
import dev.millrace.testing.keys.TestKeys;

import static dev.millrace.processor.TestEvents.event;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Exports of as many events as one likes, made up as they are asked for. */
@OverHttp
@TestPropertySource(properties = {"millrace.processor.exports=1", "server.tomcat.connection-timeout=3s"})
@Import(ExportTests.MadeUp.class)
class ExportTests {

	@TestConfiguration(proxyBeanMethods = false)
	static class MadeUp {

		@Bean
		@Primary
		Endless queries() {
			return new Endless();
		}
	}

	/** A list of so many events of a kilobyte that nobody keeps. */
	static final class Endless implements EventQueries {

		private final AtomicInteger pages = new AtomicInteger();
		private volatile int rows;
		private volatile int failsAt;

		@Override
		public Lookup byId(String id, Optional<String> source) {
			return new Lookup.Unknown();
		}

		@Override
		public Page list(Filter filter, Order order, Optional<Place> after, int limit) {
			pages.incrementAndGet();
			int from = after.map(place -> (int) place.timestamp()).orElse(0);
			if (from >= failsAt) {
				throw new Unavailable("secret internals");
			}
			int to = Math.min(rows, from + limit);
			List<byte[]> documents = new ArrayList<>();
			for (int i = from; i < to; i++) {
				documents.add(event("e" + i).data("\n\"" + "x".repeat(900) + "\"").document());
			}
			return new Page(documents,
					to < rows ? Optional.of(new Place(to, 0, "e" + (to - 1))) : Optional.empty());
		}
	}

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private Endless queries;

	@BeforeEach
	void begin() {
		queries.pages.set(0);
		queries.failsAt = Integer.MAX_VALUE;
		queries.rows = 1200;
	}

	private HttpRequest.Builder request(String query) {
		return Requests.to(port, "/v1/events" + query).header("Accept", "application/x-ndjson");
	}

	private HttpResponse<InputStream> open(String query) throws IOException, InterruptedException {
		return http.send(request(query).build(), BodyHandlers.ofInputStream());
	}

	private static long lines(InputStream body) throws IOException {
		try (var reader = new BufferedReader(new InputStreamReader(body, UTF_8))) {
			long lines = 0;
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				assertThat(line).startsWith("{\"specversion\":\"1.0\",\"id\":\"e" + lines + "\"").endsWith("}");
				lines++;
			}
			return lines;
		}
	}

	@Test
	void writesEachEventAsALine() throws Exception {
		var answer = open("");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(
				type -> assertThat(type).startsWith("application/x-ndjson"));
		assertThat(lines(answer.body())).isEqualTo(1200);
	}

	@Test
	void endsWhereTheLimitSays() throws Exception {
		assertThat(lines(open("?limit=777").body())).isEqualTo(777);
	}

	@Test
	void showsFieldsAlone() throws Exception {
		assertThat(new String(open("?limit=2&fields=id").body().readAllBytes(), UTF_8))
				.isEqualTo("{\"id\":\"e0\"}\n{\"id\":\"e1\"}\n");
	}

	/** As many as one likes: {@code -Dmillrace.export.rows=1000000} is a gigabyte. */
	@Test
	void writesAHundredThousandEvents() throws Exception {
		int rows = Integer.getInteger("millrace.export.rows", 100_000);
		queries.rows = rows;
		assertThat(lines(open("").body())).isEqualTo(rows);
	}

	@Test
	void asksForNoMoreThanTheClientTakesAndLetsGoOfOneThatTakesNothing() throws Exception {
		queries.rows = Integer.MAX_VALUE;
		try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setReceiveBufferSize(8192);
			socket.getOutputStream()
					.write("GET /v1/events HTTP/1.1\r\nHost: a\r\nAccept: application/x-ndjson\r\n%s: %s\r\n\r\n"
							.formatted(TestKeys.HEADER, TestKeys.BOOTSTRAP)
							.getBytes(US_ASCII));
			// The next export gets in when the one that stalls is let go, after no more than what sockets hold.
			Awaitility.await()
					.atMost(Duration.ofSeconds(60))
					.pollInterval(Duration.ofMillis(200))
					.until(() -> queries.pages.get() > 0);
			assertThat(open("?limit=1").statusCode()).isEqualTo(503);
			Awaitility.await()
					.atMost(Duration.ofSeconds(60))
					.pollInterval(Duration.ofMillis(500))
					.until(() -> open("?limit=1").statusCode() == 200);
			assertThat(queries.pages.get()).isLessThan(100);
		}
	}

	@Test
	void neverEndsInOrderWhatItCannotFinish() throws Exception {
		queries.failsAt = 1000;
		var answer = open("");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThatThrownBy(() -> lines(answer.body())).isInstanceOf(IOException.class);
	}

	@Test
	void saysSoWhereItCannotBegin() throws Exception {
		queries.failsAt = 0;
		assertThat(open("").statusCode()).isEqualTo(503);
	}

	@Test
	void answersHeadWithoutReadingAll() throws Exception {
		queries.rows = Integer.MAX_VALUE;
		var head = request("").method("HEAD", HttpRequest.BodyPublishers.noBody()).build();
		assertThat(http.send(head, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
		assertThat(queries.pages.get()).isEqualTo(1);
	}

	@Test
	void answersAPageToWhomeverTakesAnything() throws Exception {
		for (String accept : List.of("*/*", "application/json", "text/html, */*;q=0.8", "nonsense",
				"application/json, application/x-ndjson;q=0.5", "application/x-ndjson;q=0")) {
			var page = request("?limit=1").setHeader("Accept", accept).build();
			assertThat(http.send(page, BodyHandlers.ofString()).body()).as(accept).startsWith("{\"events\":[");
		}
	}

	@Test
	void refusesALimitThatIsNone() throws Exception {
		assertThat(open("?limit=0").statusCode()).isEqualTo(400);
		assertThat(open("?limit=1000000001").statusCode()).isEqualTo(400);
	}
}
