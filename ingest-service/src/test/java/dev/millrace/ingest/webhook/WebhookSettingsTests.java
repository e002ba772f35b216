package dev.millrace.ingest.webhook;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.millrace.event.EventComposer;
import dev.millrace.event.EventLimits;
import dev.millrace.event.EventReader;
import dev.millrace.ingest.Webhooks;

import static org.assertj.core.api.Assertions.assertThat;

class WebhookSettingsTests {

	private static final String SECRET = "hush-hush-secret";

	private final ApplicationContextRunner service = new ApplicationContextRunner()
			.withUserConfiguration(WebhookConfiguration.class)
			.withBean(InstantSource.class, InstantSource::system)
			.withBean(EventComposer.class,
					() -> new EventComposer(new EventReader(EventLimits.DEFAULTS)));

	@Test
	void aSchemeAndASecretAreEnough() {
		for (String scheme : new String[]{"github", "stripe", "slack"}) {
			service.withPropertyValues("millrace.ingest.webhooks.w.scheme=" + scheme,
					"millrace.ingest.webhooks.w.secrets=" + SECRET)
					.run(context -> assertThat(context.getBean(Webhooks.class).knows("w")).as(scheme).isTrue());
		}
		service.withPropertyValues("millrace.ingest.webhooks.w.scheme=standard-webhooks",
				"millrace.ingest.webhooks.w.secrets=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
				.run(context -> assertThat(context.getBean(Webhooks.class).knows("w")).isTrue());
	}

	@Test
	void withoutAnyThereIsNone() {
		service.run(context -> assertThat(context.getBean(Webhooks.class).knows("github")).isFalse());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {"scheme=gitlab;secrets=S | webhooks.w.scheme",
			"secrets=S | webhooks[w].scheme",
			"scheme=github | webhooks[w].secrets", "scheme=github;secrets=short | webhooks.w.secrets[0]",
			"scheme=standard-webhooks;secrets=whsec_?? ?? | webhooks.w.secrets[0]",
			"scheme=standard-webhooks;secrets=whsec_AAAA | webhooks.w.secrets[0]",
			"scheme=token;secrets=S/;type==x | webhooks.w.secrets[0]",
			"scheme=token;secrets=0123456789abcdef | webhooks.w.type",
			"scheme=github;secrets=S;type=no header | webhooks.w.type",
			"scheme=github;secrets=S;id=no header | webhooks.w.id",
			"scheme=github;secrets=S;tolerance=0s | webhooks[w].tolerance",
			"scheme=github;secrets=S;tolerance=soon | webhooks.w.tolerance",
			"scheme=github;secrets=S;source=a b | webhooks[w].source"})
	void aWrongValueStopsTheStartNamingThePropertyAndNoSecret(String settings, String property) {
		String[] pairs = settings.replace("secrets=S", "secrets=" + SECRET).split(";", -1);
		for (int i = 0; i < pairs.length; i++) {
			pairs[i] = "millrace.ingest.webhooks.w." + pairs[i];
		}
		service.withPropertyValues(pairs).run(context -> {
			assertThat(context).hasFailed();
			var told = new StringWriter();
			Objects.requireNonNull(context.getStartupFailure()).printStackTrace(new PrintWriter(told));
			assertThat(told.toString()).contains(property).doesNotContain(SECRET);
		});
	}
}
