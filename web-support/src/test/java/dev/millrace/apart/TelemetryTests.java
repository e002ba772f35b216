package dev.millrace.apart;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;

import io.micrometer.tracing.Tracer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class TelemetryTests {

	private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Service {}

	@Nested
	@SpringBootTest(classes = Service.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
			"spring.config.import=classpath:web-support.yaml", "management.server.port=0",
			"management.opentelemetry.tracing.export.otlp.endpoint="})
	class WithoutReceiver {

		@Test
		void nothingIsTraced(@Autowired ObjectProvider<Tracer> tracer) {
			assertThat(tracer.getIfAvailable()).isNull();
		}
	}

	/** One that does not answer: the requests are not held up by it. */
	@Nested
	@SpringBootTest(classes = Service.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
			"spring.config.import=classpath:web-support.yaml", "management.server.port=0",
			"management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:1/v1/traces"})
	@ExtendWith(OutputCaptureExtension.class)
	class WithReceiver {

		@LocalServerPort
		int port;

		@Test
		void theAccessLogNamesTheTraceOfTheClient(CapturedOutput output) throws Exception {
			get("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");

			assertLogged(output, TRACE);
		}

		@Test
		void theAccessLogNamesTheTraceOfTheLoadBalancer(CapturedOutput output) throws Exception {
			get("X-Amzn-Trace-Id", "Root=1-67891233-abcdef012345678912345678");

			assertLogged(output, "67891233abcdef012345678912345678");
		}

		private void get(String header, String value) throws Exception {
			var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/nothing"))
					.header(header, value)
					.build();
			try (var client = HttpClient.newHttpClient()) {
				assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
			}
		}

		private static void assertLogged(CapturedOutput output, String trace) {
			var traced = Pattern.compile("\"trace_id\":\"" + trace + "\",\"span_id\":\"[0-9a-f]{16}\"");
			Awaitility.await()
					.atMost(Duration.ofSeconds(10))
					.until(() -> traced.matcher(output.getOut()).find());
		}
	}
}
