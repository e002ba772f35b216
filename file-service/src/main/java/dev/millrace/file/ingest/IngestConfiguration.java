package dev.millrace.file.ingest;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

import dev.millrace.file.Outcomes;
import dev.millrace.web.keys.ApiKey;

/** The intake, as this service's own events reach it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IngestSettings.class)
class IngestConfiguration {

	@Bean
	Outcomes outcomes(IngestSettings settings, AwsCredentialsProvider credentials, MeterRegistry meters,
			InstantSource clock) {
		var http = HttpClient.newBuilder()
				.version(HttpClient.Version.HTTP_1_1)
				.connectTimeout(Duration.ofSeconds(2))
				.build();
		var signature = settings.signed()
				? Optional.of(new Signature(credentials, new DefaultAwsRegionProviderChain()))
				: Optional.<Signature>empty();
		return new IngestOutcomes(http, settings,
				settings.key().filter(text -> !text.isBlank()).map(IngestConfiguration::key),
				signature, meters, clock);
	}

	/** The bootstrap key may be given as its digits alone. */
	private static String key(String text) {
		return ApiKey.parse(text)
				.or(() -> ApiKey.ofDigits(text))
				.orElseThrow(() -> new IllegalStateException("millrace.file.ingest.key is no API key"))
				.text();
	}
}
