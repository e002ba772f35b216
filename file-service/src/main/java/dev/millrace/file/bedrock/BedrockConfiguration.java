package dev.millrace.file.bedrock;

import java.time.Duration;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

import dev.millrace.file.LanguageModel;

/** The model, where one is set. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BedrockSettings.class)
@ConditionalOnExpression("!'${millrace.file.bedrock.model:}'.isBlank()")
class BedrockConfiguration {

	/** Never by itself a second time: each try is paid. */
	@Bean
	BedrockRuntimeClient bedrockClient(AwsCredentialsProvider credentials, BedrockSettings settings) {
		return BedrockRuntimeClient.builder()
				.credentialsProvider(credentials)
				.httpClientBuilder(ApacheHttpClient.builder()
						.connectionTimeout(Duration.ofSeconds(2))
						.socketTimeout(settings.timeout()))
				.overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
						.apiCallTimeout(settings.timeout()))
				.build();
	}

	@Bean
	LanguageModel languageModel(BedrockRuntimeClient client, BedrockSettings settings) {
		return new BedrockModel(client, settings.model().orElseThrow().strip(), settings);
	}
}
