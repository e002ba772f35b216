package dev.millrace.apart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a service sends to CloudWatch, as an endpoint of CloudWatch receives it: documents of CBOR, whose words stand there as they are. */
class CloudWatchTests {

	/** CBOR writes a small number as a byte. */
	private static final String ONE = "Value\1";
	private static final String ACCEPTED = "millrace.ingest.accepted.events";

	private final List<String> received = new CopyOnWriteArrayList<>();
	private HttpServer cloudWatch;

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Service {

		/** Counts once more when the service has taken its last request. */
		@Bean(destroyMethod = "last")
		Counting counting(MeterRegistry meters) {
			return new Counting(meters.counter("millrace.processor.stored.events"));
		}
	}

	record Counting(Counter stored) {

		void last() {
			stored.increment();
		}
	}

	@BeforeEach
	void listen() throws IOException {
		cloudWatch = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		cloudWatch.createContext("/", request -> {
			received.add(new String(request.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
			request.getResponseHeaders().add("smithy-protocol", "rpc-v2-cbor");
			request.sendResponseHeaders(200, -1);
			request.close();
		});
		cloudWatch.start();
		System.setProperty("aws.endpointUrlCloudWatch", "http://127.0.0.1:" + cloudWatch.getAddress().getPort());
		System.setProperty("aws.region", "eu-west-1");
		System.setProperty("aws.accessKeyId", "key");
		System.setProperty("aws.secretAccessKey", "secret");
	}

	@AfterEach
	void end() {
		cloudWatch.stop(0);
		List.of("aws.endpointUrlCloudWatch", "aws.region", "aws.accessKeyId", "aws.secretAccessKey")
				.forEach(System::clearProperty);
	}

	@Test
	void sendsTheMetersThatAlarmsAskForAndNoOthers() {
		try (var service = start("--millrace.web.cloudwatch.namespace=Millrace/test",
				"--millrace.web.cloudwatch.every=1s")) {
			var meters = service.getBean(MeterRegistry.class);
			meters.counter(ACCEPTED).increment(3);
			meters.counter("millrace.ingest.accepted.bytes").increment(3);

			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> said().contains(ACCEPTED + ".count"));
		}
		assertThat(said()).contains("Millrace/test", "StorageResolution")
				.doesNotContain("accepted.bytes")
				.doesNotContain("jvm.");
	}

	/** What is counted after the order to end is sent, too. */
	@Test
	void sendsTheLastCounts() {
		start("--millrace.web.cloudwatch.namespace=Millrace/test", "--millrace.web.cloudwatch.every=1h").close();

		assertThat(said()).contains("millrace.processor.stored.events.count").contains(ONE);
	}

	@Test
	void sendsNothingWhereNoNameSpaceIsNamed() {
		start("--millrace.web.cloudwatch.namespace=", "--millrace.web.cloudwatch.every=1s").close();

		assertThat(received).isEmpty();
	}

	@Test
	void doesNotStartWithANameSpaceThatCloudWatchRefuses() {
		assertThatThrownBy(() -> start("--millrace.web.cloudwatch.namespace=AWS/Kinesis"))
				.hasStackTraceContaining("is no name space that CloudWatch takes");
	}

	private String said() {
		return String.join("\n", received);
	}

	private static ConfigurableApplicationContext start(String... settings) {
		return new SpringApplicationBuilder(Service.class)
				.properties("spring.config.import=classpath:web-support.yaml", "management.server.port=0")
				.properties("server.port=0", "millrace.web.life.stop-delay=0s")
				.run(settings);
	}
}
