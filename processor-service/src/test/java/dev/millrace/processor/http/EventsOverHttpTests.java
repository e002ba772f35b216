package dev.millrace.processor.http;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

import dev.millrace.processor.EventQueries;
import dev.millrace.processor.Filter;
import dev.millrace.processor.InMemoryEvents;
import dev.millrace.processor.Order;
import dev.millrace.processor.Place;
import dev.millrace.processor.TestEvents;
import dev.millrace.processor.Unavailable;

import static dev.millrace.processor.TestEvents.NOW;
import static dev.millrace.processor.TestEvents.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@OverHttp
@TestPropertySource(properties = "server.max-http-request-header-size=32KB")
@Import(EventsOverHttpTests.Stored.class)
class EventsOverHttpTests {

	@TestConfiguration(proxyBeanMethods = false)
	static class Stored {

		@Bean
		@Primary
		Switchable queries() {
			return new Switchable();
		}
	}

	/** Stored events that can be emptied, and made unavailable. */
	static class Switchable implements EventQueries {

		private InMemoryEvents events = new InMemoryEvents();
		private boolean down;

		@Override
		public Lookup byId(String id, Optional<String> source) {
			requireUp();
			return events.byId(id, source);
		}

		@Override
		public Page list(Filter filter, Order order, Optional<Place> after, int limit) {
			requireUp();
			return events.list(filter, order, after, limit);
		}

		private void requireUp() {
			if (down) {
				throw new Unavailable("secret internals");
			}
		}
	}

	private final HttpClient http = HttpClient.newHttpClient();
	@LocalServerPort
	private int port;
	@Autowired
	private Switchable queries;

	@BeforeEach
	void empty() {
		queries.events = new InMemoryEvents();
		queries.down = false;
	}

	private byte[] store(TestEvents.Spec spec) {
		queries.events.storeAll(List.of(spec.arrival()));
		return spec.document();
	}

	private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
		return http.send(Requests.to(port, path).build(), BodyHandlers.ofByteArray());
	}

	private String text(String path) throws IOException, InterruptedException {
		return new String(get(path).body(), UTF_8);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, UTF_8).replace("+", "%20");
	}

	@Test
	void answersAnEventAsItCame() throws Exception {
		byte[] document = store(event("one").data("{ \"z\" : 1.0, \"a\":[1e3] }"));

		var answer = get("/v1/events/one");

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/cloudevents+json");
		assertThat(answer.body()).isEqualTo(document);
	}

	@ParameterizedTest
	@ValueSource(strings = {"a/b", "/", "100%", "with space", "snow☃man", "a?b#c", "a;b=c", "a%2Fb", "back\\\\slash",
			"a+b", "a/../b", "dots...", "https://example.com/events/1?x=y"})
	void findsIdsOfAnyLetters(String id) throws Exception {
		byte[] document = store(event(id).key("k"));

		var answer = get("/v1/events/" + encoded(id.replace("\\\\", "\\")));

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo(document);
	}

	@Test
	void saysThatAnIdIsUnknown() throws Exception {
		var answer = get("/v1/events/nothing");

		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(new String(answer.body(), UTF_8)).contains("\"code\":\"unknown-event\"");
	}

	@Test
	void namesTheSourcesOfAnAmbiguousId() throws Exception {
		store(event("shared").source("/a"));
		byte[] second = store(event("shared").source("/b"));

		assertThat(get("/v1/events/shared").statusCode()).isEqualTo(409);
		assertThat(text("/v1/events/shared")).contains("\"sources\":[\"/a\",\"/b\"]");
		assertThat(get("/v1/events/shared?source=/b").body()).isEqualTo(second);
		assertThat(get("/v1/events/shared?source=/c").statusCode()).isEqualTo(404);
	}

	@Test
	void listsDocumentsAsTheyCame() throws Exception {
		String older = new String(store(event("1").data("1.0")), UTF_8);
		String newer = new String(store(event("2").data("[ 2e0 ]").time(NOW.plusMillis(1))), UTF_8);

		assertThat(text("/v1/events")).isEqualTo("{\"events\":[" + newer + "," + older + "]}");
		assertThat(text("/v1/events?type=other")).isEqualTo("{\"events\":[]}");
		assertThat(text("/v1/events?from=2026-11-20T09:00:00.001%2B01:00")).isEqualTo("{\"events\":[" + newer + "]}");
		assertThat(text("/v1/events?to=2026-11-20T08:00:00.001Z")).isEqualTo("{\"events\":[" + older + "]}");
	}

	@Test
	void walksFromPageToPage() throws Exception {
		for (int i = 0; i < 25; i++) {
			store(event("e" + i).time(NOW.plusMillis(i)));
		}
		List<String> ids = new ArrayList<>();
		String page = text("/v1/events?type=tests.happened&limit=10");
		while (true) {
			Pattern.compile("\"id\":\"(\\w+)\"").matcher(page).results().forEach(id -> ids.add(id.group(1)));
			var cursor = Pattern.compile("\"cursor\":\"([\\w-]+)\"").matcher(page);
			if (!cursor.find()) {
				break;
			}
			page = text("/v1/events?type=tests.happened&limit=10&cursor=" + cursor.group(1));
		}
		assertThat(ids).hasSize(25).doesNotHaveDuplicates().startsWith("e24", "e23").endsWith("e0");
	}

	@Test
	void refusesTheCursorOfAnotherListAndAnyMadeUp() throws Exception {
		store(event("1"));
		store(event("2"));
		var cursor = Pattern.compile("\"cursor\":\"([\\w-]+)\"").matcher(text("/v1/events?limit=1"));
		assertThat(cursor.find()).isTrue();

		assertThat(get("/v1/events?limit=1&cursor=" + cursor.group(1)).statusCode()).isEqualTo(200);
		for (String query : List.of("type=x&cursor=" + cursor.group(1), "cursor=abc", "cursor=",
				"cursor=" + cursor.group(1) + "A")) {
			assertThat(get("/v1/events?" + query).statusCode()).as(query).isEqualTo(400);
		}
	}

	@Test
	void listsOldestFirstWhereThatIsAskedFor() throws Exception {
		String older = new String(store(event("1")), UTF_8);
		String newer = new String(store(event("2").time(NOW.plusMillis(1))), UTF_8);

		assertThat(text("/v1/events?order=oldest")).isEqualTo("{\"events\":[" + older + "," + newer + "]}");
		assertThat(text("/v1/events?order=newest")).isEqualTo(text("/v1/events"));
		var cursor = Pattern.compile("\"cursor\":\"([\\w-]+)\"").matcher(text("/v1/events?order=oldest&limit=1"));
		assertThat(cursor.find()).isTrue();
		assertThat(text("/v1/events?order=oldest&cursor=" + cursor.group(1))).isEqualTo("{\"events\":[" + newer + "]}");
		assertThat(get("/v1/events?cursor=" + cursor.group(1)).statusCode()).isEqualTo(400);
	}

	@Test
	void showsTheFieldsThatAreAskedFor() throws Exception {
		store(event("1").data("[ 1.0 ]"));

		assertThat(text("/v1/events?fields=id,type"))
				.isEqualTo("{\"events\":[{\"id\":\"1\",\"type\":\"tests.happened\"}]}");
		assertThat(text("/v1/events?fields=data")).isEqualTo("{\"events\":[{\"data\":[ 1.0 ]}]}");
	}

	@ParameterizedTest
	@CsvSource({"limit=0,limit", "limit=1001,limit", "limit=x,limit", "limit=,limit", "limit=1&limit=2,limit",
			"from=yesterday,from", "to=2026-13-01T00:00:00Z,to", "type=,type", "colour=red,colour",
			"from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z,from", "order=up,order", "fields=,fields",
			"'fields=id,,type',fields", "fields=data_base64,fields", "from=%2B999999999-01-01T00:00:00Z,from"})
	void refusesWrongParametersByName(String query, String parameter) throws Exception {
		var answer = get("/v1/events?" + query);

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(new String(answer.body(), UTF_8)).contains("\"parameter\":\"" + parameter + "\"");
	}

	@Test
	void refusesWhatNoTableCouldBeAskedFor() throws Exception {
		String long3000 = "x".repeat(3000);
		for (String path : List.of("?type=" + long3000, "?source=" + long3000, "/" + long3000,
				"/1?source=" + long3000)) {
			var answer = get("/v1/events" + path);
			assertThat(answer.statusCode()).isEqualTo(400);
			assertThat(new String(answer.body(), UTF_8)).contains("1,024 bytes");
		}
	}

	@Test
	void refusesUnknownParametersOfAnEvent() throws Exception {
		assertThat(get("/v1/events/1?sauce=x").statusCode()).isEqualTo(400);
	}

	@Test
	void asksToWaitWhereTheTableDoesNotAnswer() throws Exception {
		queries.down = true;

		for (String path : List.of("/v1/events", "/v1/events/1")) {
			var answer = get(path);
			assertThat(answer.statusCode()).isEqualTo(503);
			assertThat(answer.headers().map()).containsKey("retry-after");
			assertThat(new String(answer.body(), UTF_8)).doesNotContain("internals");
		}
	}

	@Test
	void answersHeadLikeGet() throws Exception {
		store(event("one"));
		var request = Requests.to(port, "/v1/events/one").method("HEAD", BodyPublishers.noBody()).build();

		assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
	}
}
