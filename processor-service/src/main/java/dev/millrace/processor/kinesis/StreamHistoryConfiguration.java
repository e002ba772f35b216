package dev.millrace.processor.kinesis;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.kinesis.KinesisClient;

import dev.millrace.processor.StreamHistory;

/** The stream's reader of what lies behind. */
@Configuration(proxyBeanMethods = false)
class StreamHistoryConfiguration {

	/** The SDK asks for nothing again by itself: who reads beside the consumers counts its calls. */
	@Bean
	KinesisClient historyClient(AwsCredentialsProvider credentials, AwsRegionProvider region) {
		return KinesisClient.builder()
				.credentialsProvider(credentials)
				.region(region.getRegion())
				.httpClientBuilder(ApacheHttpClient.builder()
						.connectionTimeout(Duration.ofSeconds(2))
						.socketTimeout(Duration.ofSeconds(10)))
				.overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
						.apiCallTimeout(Duration.ofSeconds(15)))
				.build();
	}

	@Bean
	StreamHistory streamHistory(KinesisClient client, KinesisSettings settings) {
		return new KinesisHistory(client, settings.stream());
	}
}
