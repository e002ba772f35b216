package dev.millrace.file.ingest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

import dev.millrace.file.FileStatus;
import dev.millrace.file.Outcome;
import dev.millrace.file.StoredFile;
import dev.millrace.file.Telling;
import dev.millrace.file.Unavailable;
import dev.millrace.file.Upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IngestOutcomesTests {

	private static final IngestSettings SETTINGS = new IngestSettings(URI.create("https://ingest.example.com/"), true,
			Optional.empty(), Duration.ofSeconds(1));

	private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
	private static final StoredFile FILE = StoredFile.opened("01a1fe99-2544-7bb1-866e-27361a3ec39b",
			new Upload("n", "text/plain", 1, Optional.empty(), Map.of(), "k", NOW, Optional.empty()), NOW);
	private static final Outcome OUTCOME = new Outcome("an-id", FileStatus.PROCESSED, NOW, 1, Optional.empty(),
			Optional.empty(), List.of());

	@Test
	void aSignedRequestIsForLatticeAndLeavesTheBodyOut() {
		var signature = new Signature(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")),
				() -> Region.EU_CENTRAL_1);
		var request = new IngestOutcomes(HttpClient.newHttpClient(), SETTINGS, Optional.of("mr_key"),
				Optional.of(signature), new SimpleMeterRegistry(), () -> NOW).request(new byte[]{1});

		assertThat(request.uri()).isEqualTo(URI.create("https://ingest.example.com/v1/events"));
		assertThat(request.headers().firstValue("x-amz-content-sha256")).contains("UNSIGNED-PAYLOAD");
		assertThat(request.headers().firstValue("Authorization").orElseThrow())
				.contains("/eu-central-1/vpc-lattice-svcs/aws4_request", "SignedHeaders=", "host");
		assertThat(request.headers().firstValue("X-API-Key")).contains("mr_key");
	}

	/** What says nothing about the event is told again; what is wrong with it stays wrong. */
	@ParameterizedTest
	@CsvSource({"202,taken", "400,refused", "413,refused", "415,refused", "422,refused", "404,refused", "200,later",
			"301,later", "401,later", "403,later", "408,later", "425,later", "429,later", "500,later", "503,later"})
	void anAnswerEndsItOrNot(int status, String end) throws IOException {
		var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/v1/events", exchange -> {
			exchange.sendResponseHeaders(status, 0);
			exchange.getResponseBody().write("because".getBytes(UTF_8));
			exchange.close();
		});
		server.start();
		var settings = new IngestSettings(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), false,
				Optional.empty(), Duration.ofSeconds(10));
		var meters = new SimpleMeterRegistry();
		try (var http = HttpClient.newHttpClient()) {
			var outcomes = new IngestOutcomes(http, settings, Optional.empty(), Optional.empty(), meters, () -> NOW);
			if (end.equals("later")) {
				assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> outcomes.tell(FILE, OUTCOME));
				assertThat(meters.getMeters()).isEmpty();
				return;
			}
			var telling = outcomes.tell(FILE, OUTCOME);
			assertThat(meters.get("millrace.file.outcomes").tag("result", end).counter().count()).isEqualTo(1);
			if (end.equals("refused")) {
				assertThat(telling).isInstanceOfSatisfying(Telling.Refused.class, refused -> {
					assertThat(refused.why().detail()).contains(String.valueOf(status), "because");
					assertThat(refused.event()).contains("millrace.file.processed", OUTCOME.id());
				});
			} else {
				assertThat(telling).isInstanceOf(Telling.Taken.class);
			}
		} finally {
			server.stop(0);
		}
	}

	/** Each file that is looked into would wait for it anew. */
	@Test
	void whoDoesNotAnswerIsNotWaitedForByEachFile() throws IOException {
		try (var deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				var http = HttpClient.newHttpClient()) {
			var settings = new IngestSettings(URI.create("http://127.0.0.1:" + deaf.getLocalPort()), false,
					Optional.empty(), Duration.ofMillis(100));
			var now = new AtomicReference<>(NOW);
			var outcomes = new IngestOutcomes(http, settings, Optional.empty(), Optional.empty(),
					new SimpleMeterRegistry(), now::get);
			assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> outcomes.tell(FILE, OUTCOME))
					.withMessageContaining("does not answer at");
			assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> outcomes.tell(FILE, OUTCOME))
					.withMessageContaining("did not answer a moment ago");
			now.set(NOW.plusMillis(100));
			assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> outcomes.tell(FILE, OUTCOME))
					.withMessageContaining("does not answer at");
		}
	}

	@Test
	void aPlainRequestShowsTheKeyAlone() {
		var request = new IngestOutcomes(HttpClient.newHttpClient(), SETTINGS, Optional.of("mr_key"), Optional.empty(),
				new SimpleMeterRegistry(), () -> NOW).request(new byte[]{1});
		assertThat(request.headers().map().keySet()).containsExactlyInAnyOrder("Content-Type", "X-API-Key");
	}
}
