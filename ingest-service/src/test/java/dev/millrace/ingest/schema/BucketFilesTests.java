package dev.millrace.ingest.schema;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The SDK's own client against the two answers of S3 that matter here, a key a page. */
class BucketFilesTests {

	private final Map<String, String> objects = new ConcurrentHashMap<>();
	@SuppressWarnings("NullAway.Init")
	private HttpServer server;
	@SuppressWarnings("NullAway.Init")
	private S3Client s3;

	@BeforeEach
	void start() throws IOException {
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/bucket", this::answer);
		server.start();
		s3 = S3Client.builder()
				.forcePathStyle(true)
				.region(Region.US_EAST_1)
				.endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
				.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
				.httpClientBuilder(ApacheHttpClient.builder())
				.overrideConfiguration(client -> client.retryStrategy(DefaultRetryStrategy.doNotRetry()))
				.build();
	}

	@AfterEach
	void stop() {
		s3.close();
		server.stop(0);
	}

	@Test
	void readsAllPagesOfThePrefix() throws IOException {
		objects.putAll(Map.of("prod/order.json", "{}", "prod/shared/a.json", "{\"a\":1}", "prod/readme.txt", "x"));
		assertThat(new BucketFiles(s3, "bucket", "prod/").read())
				.isEqualTo(Map.of("order.json", "{}", "shared/a.json", "{\"a\":1}"));
	}

	@Test
	void aBucketThatDoesNotAnswerIsTold() {
		assertThatThrownBy(() -> new BucketFiles(s3, "none", "").read()).isInstanceOf(IOException.class)
				.hasMessageContaining("none");
	}

	private void answer(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath().substring("/bucket".length());
		String answer = path.length() <= 1 ? page(String.valueOf(exchange.getRequestURI().getQuery()))
				: objects.get(path.substring(1));
		byte[] bytes = String.valueOf(answer).getBytes(UTF_8);
		exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private String page(String query) {
		String after = query.contains("continuation-token=")
				? query.replaceAll(".*continuation-token=([^&]*).*", "$1")
				: "";
		var keys = objects.keySet().stream().sorted().filter(key -> key.compareTo(after) > 0).toList();
		String contents = keys.stream()
				.limit(1)
				.map(key -> "<Contents><Key>%s</Key><Size>%d</Size></Contents>".formatted(key,
						objects.getOrDefault(key, "").length()))
				.collect(Collectors.joining());
		String next = keys.size() > 1
				? "<IsTruncated>true</IsTruncated><NextContinuationToken>%s</NextContinuationToken>".formatted(
						keys.getFirst())
				: "<IsTruncated>false</IsTruncated>";
		return "<ListBucketResult>%s%s</ListBucketResult>".formatted(contents, next);
	}
}
