package dev.millrace.ingest.http;

import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.millrace.testing.keys.InMemoryKeyStore;
import dev.millrace.testing.keys.TestKeys;
import dev.millrace.web.keys.ApiKey;
import dev.millrace.web.keys.Scope;
import dev.millrace.web.keys.StoredKey;
import dev.millrace.web.limits.RateLimit;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is told to come later: a key over its limit, which counts events, too; and everybody while the stream is behind. */
@HttpTests
class ComeLaterTests {

	@Autowired
	private InMemoryKeyStore keys;

	@Autowired
	private FakeStream stream;

	@LocalServerPort
	private int port;

	@BeforeEach
	void clear() {
		stream.clear();
	}

	@Test
	void aRequestOfManyEventsIsTakenWholeAndPaidBeforeTheNext() {
		String key = limited(new RateLimit(1, 1000));
		var lines = post(key, "application/x-ndjson", "{\"type\":\"t\"}\n".repeat(2000));
		assertThat(lines.statusCode()).isEqualTo(202);
		assertThat(stream.documents()).hasSize(2000);
		assertThat(lines.headers().firstValue("RateLimit-Policy")).contains("\"key\";q=1000;w=1000");
		assertThat(lines.headers().firstValue("RateLimit"))
				.hasValueSatisfying(left -> assertThat(left).matches("\"key\";r=0;t=(1001|1000|99\\d)"));
		var next = post(key, "application/json", "{\"type\":\"t\"}");
		assertThat(next.statusCode()).isEqualTo(429);
		assertThat(next.headers().firstValue("Retry-After"))
				.hasValueSatisfying(wait -> assertThat(Integer.parseInt(wait)).isBetween(900, 1001));
		assertThat(stream.documents()).hasSize(2000);
	}

	@Test
	void anEventAloneCostsNoMoreThanItsRequest() {
		String key = limited(new RateLimit(1, 1000));
		post(key, "application/json", "{\"type\":\"t\"}");
		var second = post(key, "application/json", "[{\"type\":\"t\"},{},{\"type\":\"t\"}]");
		assertThat(second.headers().firstValue("RateLimit"))
				.hasValueSatisfying(left -> assertThat(left).matches("\"key\";r=99[67];t=\\d"));
	}

	@Test
	void whileTheStreamIsBehindARequestIsTurnedAwayBeforeItIsRead() {
		stream.isBehind(true);
		var answer = post(TestKeys.BOOTSTRAP, "application/json", "{");
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.body()).contains("\"code\":\"overloaded\"");
		assertThat(answer.headers().firstValue("Retry-After"))
				.hasValueSatisfying(wait -> assertThat(wait).matches("[1-3]"));
		stream.isBehind(false);
		assertThat(post(TestKeys.BOOTSTRAP, "application/json", "{\"type\":\"t\"}").statusCode()).isEqualTo(202);
	}

	@Test
	void theSmallestEventsCountForWhatTheyHold() {
		stream.hold();
		String lines = "{\"type\":\"t\"}\n".repeat(10_000);
		try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
			var taken = IntStream.range(0, 6)
					.mapToObj(_ -> clients.submit(() -> post(TestKeys.BOOTSTRAP, "application/x-ndjson", lines)))
					.toList();
			Awaitility.await().until(() -> stream.held() == 60_000);
			var seventh = post(TestKeys.BOOTSTRAP, "application/x-ndjson", lines);
			assertThat(seventh.statusCode()).as(seventh.body()).isEqualTo(503);
			assertThat(seventh.body()).contains("\"code\":\"overloaded\"");
			stream.letGo();
			assertThat(taken).extracting(answer -> answer.get().statusCode()).containsOnly(202);
		}
		assertThat(post(TestKeys.BOOTSTRAP, "application/x-ndjson", lines).statusCode()).isEqualTo(202);
	}

	private String limited(RateLimit limit) {
		var key = ApiKey.random(new SecureRandom());
		keys.add(new StoredKey(key.id(), key.hash(), "limited", Set.of(Scope.EVENTS_WRITE), Optional.empty(), List.of(),
				Optional.of(limit), Instant.EPOCH, Optional.empty(), Optional.empty()));
		return key.text();
	}

	private HttpResponse<String> post(String key, String contentType, String body) {
		return new Requests(port).with(key).post("/v1/events", body, "Content-Type", contentType);
	}
}
