package dev.millrace.apart;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class FarewellTests {

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Service {}

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	/** The delay is far longer than the test: what is answered is answered within it. */
	@Test
	void answersOnWhileItLeavesAndSendsClientsAway() throws Exception {
		var service = start("--millrace.web.life.stop-delay=8s");
		assertThat(get(service, "/health").headers().firstValue("Connection")).isEmpty();
		Thread leaving = Thread.startVirtualThread(service::close);
		Awaitility.await().until(() -> get(service, "/readyz").statusCode() == 503);
		var answer = get(service, "/health");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().allValues("Connection")).containsExactly("close");
		assertThat(get(service, "/livez").statusCode()).as("whoever leaves lives").isEqualTo(200);
		assertThat(leaving.isAlive()).isTrue();
		leaving.join(Duration.ofSeconds(40));
		assertThat(service.isActive()).isFalse();
	}

	private HttpResponse<String> get(ConfigurableApplicationContext service, String path) throws Exception {
		String port = service.getEnvironment().getProperty("local.server.port");
		return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
				BodyHandlers.ofString());
	}

	private static ConfigurableApplicationContext start(String... settings) {
		return new SpringApplicationBuilder(Service.class)
				.properties("spring.config.import=classpath:web-support.yaml", "management.server.port=0")
				.properties("server.port=0")
				.run(settings);
	}
}
