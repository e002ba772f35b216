package dev.millrace.apart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a service does not start with. */
@ExtendWith(OutputCaptureExtension.class)
class StartTests {

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Service {}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Undeclared.class)
	static class Forgetful {}

	@RestController
	static class Undeclared {

		@PostMapping("/v1/undeclared")
		String post() {
			return "done";
		}
	}

	@Test
	void doesNotStartWithARouteThatDeclaresNoScope() {
		assertThatThrownBy(() -> start(Forgetful.class)).hasStackTraceContaining(
				"The route POST /v1/undeclared (dev.millrace.apart.StartTests$Undeclared#post[0 args])")
				.hasStackTraceContaining("@RequiresScope");
	}

	@Test
	void doesNotStartWithABootstrapKeyThatIsNoneAndDoesNotRepeatIt(CapturedOutput output) {
		assertThatThrownBy(() -> start(Service.class, "--millrace.web.keys.bootstrap=a-secret-of-another-shape"))
				.hasStackTraceContaining("MILLRACE_BOOTSTRAP_KEY")
				.satisfies(e -> assertThat(e).asString().doesNotContain("a-secret-of"));
		assertThat(output.getAll()).contains("MILLRACE_BOOTSTRAP_KEY").doesNotContain("a-secret-of");
	}

	@Test
	void doesNotStartWithAnOriginThatIsNone() {
		assertThatThrownBy(() -> start(Service.class, "--millrace.web.cors.allowed-origins=app.example.com/path"))
				.hasStackTraceContaining("millrace.web.cors");
	}

	@Test
	void doesNotStartWhereARevocationCouldTakeLongerThanThirtySeconds() {
		assertThatThrownBy(() -> start(Service.class, "--millrace.web.keys.fresh-for=26s"))
				.hasStackTraceContaining("millrace.web.keys");
	}

	private static void start(Class<?> service, String... settings) {
		new SpringApplicationBuilder(service)
				.properties("spring.config.import=classpath:web-support.yaml", "management.server.port=0")
				.properties("server.port=0")
				.run(settings)
				.close();
	}
}
