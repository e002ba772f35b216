package dev.millrace.file.sqs;

import java.time.Duration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import dev.millrace.file.DeadLetters;
import dev.millrace.file.FileSettings;
import dev.millrace.file.Intake;
import dev.millrace.file.Notices;
import dev.millrace.file.Processing;

/** Notices in, dead letters out. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QueueSettings.class)
class SqsConfiguration {

	@Bean
	SqsClient sqsClient() {
		return SqsClient.builder()
				.httpClientBuilder(ApacheHttpClient.builder()
						.maxConnections(128)
						.connectionTimeout(Duration.ofSeconds(2))
						.socketTimeout(Duration.ofSeconds(30)))
				.overrideConfiguration(override -> override
						.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(3).build()))
				.build();
	}

	@Bean
	Notices notices(SqsClient client, QueueSettings settings) {
		return new QueueNotices(settings.queue(), new Queue(client, settings.queue()));
	}

	@Bean
	DeadLetters deadLetters(SqsClient client, QueueSettings settings) {
		return new SqsDeadLetters(new Queue(client, settings.deadLetterQueue()));
	}

	@Bean
	Consumer consumer(SqsClient client, Processing processing, Intake intake, QueueSettings settings,
			FileSettings files) {
		var queue = new Queue(client, settings.queue());
		return new Consumer(queue, processing, intake, new Heartbeat(queue, settings.visibility()),
				new LongFiles(files),
				settings);
	}
}
