package dev.millrace.processor.s3;

import java.time.Duration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;

import dev.millrace.processor.LargeEvents;
import dev.millrace.processor.LargeLetters;

/** The bucket of what is too large elsewhere. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OverflowSettings.class)
class S3Configuration {

	/** With the path style, which works with every bucket's name and every endpoint. */
	@Bean
	S3Client s3Client(AwsCredentialsProvider credentials, AwsRegionProvider region) {
		return S3Client.builder()
				.credentialsProvider(credentials)
				.region(region.getRegion())
				.forcePathStyle(true)
				.httpClientBuilder(ApacheHttpClient.builder()
						.connectionTimeout(Duration.ofSeconds(2))
						.socketTimeout(Duration.ofSeconds(10)))
				.overrideConfiguration(override -> override
						.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(3).build())
						.apiCallTimeout(Duration.ofSeconds(15)))
				.build();
	}

	@Bean
	Objects objects(S3Client client, OverflowSettings settings) {
		return new Objects(client, settings.overflowBucket());
	}

	@Bean
	LargeEvents largeEvents(Objects objects) {
		return new EventObjects(objects);
	}

	@Bean
	LargeLetters largeLetters(Objects objects) {
		return new LetterObjects(objects);
	}
}
