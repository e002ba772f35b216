package dev.millrace.processor.sqs;

import java.time.Duration;
import java.time.InstantSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.sqs.SqsClient;

import dev.millrace.processor.DeadLetters;
import dev.millrace.processor.LargeLetters;
import dev.millrace.processor.LetterQueue;

/** The queue of dead letters. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QueueSettings.class)
class SqsConfiguration {

	@Bean
	SqsClient sqsClient(AwsCredentialsProvider credentials, AwsRegionProvider region) {
		return SqsClient.builder()
				.credentialsProvider(credentials)
				.region(region.getRegion())
				.httpClientBuilder(ApacheHttpClient.builder()
						.connectionTimeout(Duration.ofSeconds(2))
						.socketTimeout(Duration.ofSeconds(10)))
				.overrideConfiguration(override -> override
						.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(3).build()))
				.build();
	}

	/** The queue is looked up when the first letter is written: most days none is, and none should hold up the start. */
	@Bean
	DeadLetters deadLetters(SqsClient client, QueueSettings settings, LargeLetters large) {
		return new SqsDeadLetters(client,
				SingletonSupplier.of(() -> DeadLetterQueue.find(client, settings.deadLetterQueue())), large);
	}

	@Bean
	LetterQueue letterQueue(SqsClient client, QueueSettings settings, LargeLetters large) {
		return new SqsLetterQueue(client,
				SingletonSupplier.of(() -> DeadLetterQueue.find(client, settings.deadLetterQueue())), large,
				InstantSource.system());
	}
}
