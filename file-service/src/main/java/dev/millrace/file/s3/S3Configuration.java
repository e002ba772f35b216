package dev.millrace.file.s3;

import java.time.Duration;
import java.time.InstantSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import dev.millrace.file.Downloads;
import dev.millrace.file.FileSettings;
import dev.millrace.file.Notices;
import dev.millrace.file.Objects;
import dev.millrace.file.Slips;

/** The bucket, for this service and for clients. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BucketSettings.class)
class S3Configuration {

	@Bean
	AwsCredentialsProvider credentials() {
		return DefaultCredentialsProvider.builder().build();
	}

	@Bean
	S3Client s3Client(AwsCredentialsProvider credentials, BucketSettings settings) {
		return client(credentials, settings).build();
	}

	@Bean
	Bucket bucket(S3Client client, BucketSettings settings) {
		return new Bucket(client, settings.bucket());
	}

	@Bean
	Doctor doctor(S3Client client, BucketSettings settings, Notices notices) {
		return new Doctor(client, settings.bucket(), notices.name());
	}

	@Bean
	Objects objects(Bucket bucket) {
		return new BucketObjects(bucket);
	}

	@Bean
	S3Presigner presigner(AwsCredentialsProvider credentials, BucketSettings settings) {
		var builder = S3Presigner.builder()
				.credentialsProvider(credentials)
				.serviceConfiguration(software.amazon.awssdk.services.s3.S3Configuration.builder()
						.pathStyleAccessEnabled(settings.pathStyle())
						.build());
		settings.publicEndpoint().ifPresent(builder::endpointOverride);
		return builder.build();
	}

	@Bean
	Slips slips(Bucket bucket, S3Presigner presigner, AwsCredentialsProvider credentials, BucketSettings settings,
			FileSettings files, InstantSource clock) {
		return new BucketSlips(bucket, presigner, addresses(credentials, settings), credentials, files, clock);
	}

	@Bean
	Downloads downloads(Bucket bucket, S3Presigner presigner, FileSettings files) {
		return new BucketDownloads(bucket, presigner, files);
	}

	/** A client that is only asked for addresses. */
	private static Addresses addresses(AwsCredentialsProvider credentials, BucketSettings settings) {
		var builder = client(credentials, settings);
		settings.publicEndpoint().ifPresent(builder::endpointOverride);
		try (var client = builder.build()) {
			return Addresses.of(client.utilities(), settings.bucket(),
					client.serviceClientConfiguration().region().id());
		}
	}

	/** Checksums only where S3 asks for one: those that the SDK adds by itself would be part of what a client must send. */
	private static S3ClientBuilder client(AwsCredentialsProvider credentials, BucketSettings settings) {
		return S3Client.builder()
				.credentialsProvider(credentials)
				.forcePathStyle(settings.pathStyle())
				.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
				.httpClientBuilder(ApacheHttpClient.builder()
						.maxConnections(128)
						.connectionTimeout(Duration.ofSeconds(2))
						.socketTimeout(Duration.ofSeconds(30)))
				.overrideConfiguration(override -> override
						.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(3).build()));
	}
}
