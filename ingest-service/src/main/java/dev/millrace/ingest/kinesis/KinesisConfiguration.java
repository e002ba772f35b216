package dev.millrace.ingest.kinesis;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

import dev.millrace.ingest.IntakeMeter;
import dev.millrace.web.health.SteadyHealth;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KinesisProperties.class)
class KinesisConfiguration {

	/** That an event waits for others while calls are under way. */
	private static final Duration GATHERING = Duration.ofMillis(3);

	/** The SDK puts nothing again by itself: it would repeat whole calls, and the lanes know what is still wanted. */
	@Bean
	KinesisClient kinesis(KinesisProperties properties) {
		return KinesisClient.builder()
				.httpClientBuilder(ApacheHttpClient.builder().maxConnections(properties.senders() + 2))
				.overrideConfiguration(client -> client.retryStrategy(AwsRetryStrategy.doNotRetry())
						.apiCallTimeout(properties.callTimeout()))
				.build();
	}

	@Bean
	Lanes lanes(KinesisProperties properties, InstantSource clock, IntakeMeter meter) {
		return new Lanes(properties.buckets(), properties.aggregateBytes(), clock, properties.confirmWithin(),
				properties.maxWait(), meter);
	}

	@Bean
	Senders senders(Lanes lanes, KinesisClient kinesis, KinesisProperties properties, InstantSource clock,
			IntakeMeter meter) {
		var sender = new Sender(lanes, new Pace(GATHERING),
				new MeteredRecordWriter(new KinesisRecordWriter(kinesis, properties.stream()), meter),
				KinesisConfiguration::later, clock,
				() -> ThreadLocalRandom.current().nextLong(), meter);
		return new Senders(lanes, sender, properties.senders(), properties.callTimeout());
	}

	/** On the delaying thread itself: all that is run later is to hand a lane back. */
	private static void later(Duration pause, Runnable task) {
		CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, Runnable::run).execute(task);
	}

	@Bean
	SteadyHealth streamHealthIndicator(KinesisClient kinesis, KinesisProperties properties) {
		return new SteadyHealth(new StreamProbe(kinesis, properties.stream()), Clock.systemUTC());
	}
}
