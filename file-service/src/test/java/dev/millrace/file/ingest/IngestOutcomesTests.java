package dev.millrace.file.ingest;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

import static org.assertj.core.api.Assertions.assertThat;

class IngestOutcomesTests {

	private static final IngestSettings SETTINGS = new IngestSettings(URI.create("https://ingest.example.com/"), true,
			Optional.empty(), Duration.ofSeconds(1));

	@Test
	void aSignedRequestIsForLatticeAndLeavesTheBodyOut() {
		var signature = new Signature(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")),
				() -> Region.EU_CENTRAL_1);
		var request = new IngestOutcomes(HttpClient.newHttpClient(), SETTINGS, Optional.of("mr_key"),
				Optional.of(signature)).request(new byte[]{1});

		assertThat(request.uri()).isEqualTo(URI.create("https://ingest.example.com/v1/events"));
		assertThat(request.headers().firstValue("x-amz-content-sha256")).contains("UNSIGNED-PAYLOAD");
		assertThat(request.headers().firstValue("Authorization").orElseThrow())
				.contains("/eu-central-1/vpc-lattice-svcs/aws4_request", "SignedHeaders=", "host");
		assertThat(request.headers().firstValue("X-API-Key")).contains("mr_key");
	}

	@Test
	void aPlainRequestShowsTheKeyAlone() {
		var request = new IngestOutcomes(HttpClient.newHttpClient(), SETTINGS, Optional.of("mr_key"), Optional.empty())
				.request(new byte[]{1});
		assertThat(request.headers().map().keySet()).containsExactlyInAnyOrder("Content-Type", "X-API-Key");
	}
}
