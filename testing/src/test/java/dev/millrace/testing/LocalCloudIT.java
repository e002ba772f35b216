package dev.millrace.testing;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class LocalCloudIT {
	@RegisterExtension
	static final LocalCloud cloud = new LocalCloud();

	@Test
	void answersAtTheSameAddressAfterItWasKilled() throws Exception {
		var endpoint = cloud.endpoint();

		cloud.kill();
		cloud.restart();

		assertThat(cloud.endpoint()).isEqualTo(endpoint);
		var health = HttpRequest.newBuilder(endpoint.resolve("/_millrace/health")).build();
		assertThat(HttpClient.newHttpClient().send(health, BodyHandlers.ofString()).body()).contains("dynamodb", "sqs");
	}
}
