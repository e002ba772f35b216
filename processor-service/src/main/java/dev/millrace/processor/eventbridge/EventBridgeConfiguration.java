package dev.millrace.processor.eventbridge;

import java.time.Duration;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

import dev.millrace.processor.Publisher;

/** The bus, where one is named. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("millrace.processor.bus.name")
@EnableConfigurationProperties(BusSettings.class)
class EventBridgeConfiguration {

	/** The SDK puts nothing again by itself: it would repeat whole calls, and the publisher knows what is still wanted. */
	@Bean
	EventBridgeClient eventBridgeClient(AwsCredentialsProvider credentials, AwsRegionProvider region) {
		return EventBridgeClient.builder()
				.credentialsProvider(credentials)
				.region(region.getRegion())
				.httpClientBuilder(ApacheHttpClient.builder()
						.connectionTimeout(Duration.ofSeconds(2))
						.socketTimeout(Duration.ofSeconds(10)))
				.overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
				.build();
	}

	@Bean
	Publisher publisher(EventBridgeClient client, BusSettings settings) {
		return new BusPublisher(client, settings);
	}
}
