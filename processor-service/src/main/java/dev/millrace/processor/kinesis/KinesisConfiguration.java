package dev.millrace.processor.kinesis;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

import dev.millrace.processor.ProcessorMeter;
import dev.millrace.processor.RecordLoop;
import dev.millrace.web.health.SteadyHealth;

/** The stream's reader. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KinesisSettings.class)
class KinesisConfiguration {

	/** HTTP/1.1: a plain endpoint speaks nothing else, and only enhanced fan-out needs more. */
	@Bean
	SdkAsyncHttpClient readersHttpClient() {
		return http(Protocol.HTTP1_1);
	}

	private static SdkAsyncHttpClient http(Protocol protocol) {
		return NettyNioAsyncHttpClient.builder().protocol(protocol).maxConcurrency(100).build();
	}

	@Bean
	KinesisAsyncClient kinesisAsyncClient(ClientParts parts, KinesisSettings settings) {
		var builder = parts.applyTo(KinesisAsyncClient.builder());
		return (settings.fanOut() ? builder.httpClient(http(Protocol.HTTP2)) : builder).build();
	}

	@Bean
	DynamoDbAsyncClient leaseClient(ClientParts parts) {
		return parts.applyTo(DynamoDbAsyncClient.builder()).build();
	}

	@Bean
	CloudWatchAsyncClient cloudWatchAsyncClient(ClientParts parts) {
		return parts.applyTo(CloudWatchAsyncClient.builder()).build();
	}

	@Bean
	ClientParts clientParts(AwsCredentialsProvider credentials, AwsRegionProvider region, SdkAsyncHttpClient http) {
		return new ClientParts(credentials, region, http);
	}

	@Bean
	Leases leases(ProcessorMeter meter) {
		return new Leases(meter);
	}

	@Bean
	Schedulers schedulers(KinesisSettings settings, KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamo,
			CloudWatchAsyncClient cloudWatch, RecordLoop loop, Leases leases, Consumer<Throwable> exit) {
		return new Schedulers(settings, kinesis, dynamo, cloudWatch,
				() -> new ShardProcessor(settings.stream(), loop, leases, exit, InstantSource.system()));
	}

	@Bean
	StreamConsumer streamConsumer(Schedulers schedulers, LeaseHealth listener, Leases leases, KinesisSettings settings,
			Consumer<Throwable> exit) {
		return new StreamConsumer(schedulers, listener, leases, settings.drain(), exit);
	}

	/** From a thread of its own, since the service's end waits for the very thread that asks for it. */
	@Bean
	Consumer<Throwable> exit() {
		return cause -> {
			LoggerFactory.getLogger(StreamConsumer.class)
					.error("The stream cannot be read on: the service ends", cause);
			Thread.ofPlatform().name("exit").start(() -> System.exit(1));
		};
	}

	@Bean("stream")
	HealthIndicator streamHealth(KinesisAsyncClient client, KinesisSettings settings) {
		return new SteadyHealth(new StreamProbe(client, settings.stream()), Clock.systemUTC());
	}

	/** Named by what it tells of: with it a worker is not ready while a shard is unread. */
	@Bean("shards")
	UnreadShards unreadShards(Leases leases, ProcessorMeter meter) {
		var shards = new UnreadShards(leases::ofAllWorkers, leases::reading, InstantSource.system());
		meter.unread(shards::count);
		return shards;
	}

	@Bean
	LeaseWatch unreadWatch(UnreadShards shards) {
		return new LeaseWatch(shards::look, Duration.ofSeconds(15));
	}

	/** The leader looks each {@code assignment}, and has two looks to be first. */
	@Bean
	LeaseWatch expiryWatch(Leases leases, KinesisSettings settings) {
		var expired = new ExpiredLeases(leases::ofAllWorkers, leases::take,
				settings.failover().plus(settings.assignment().multipliedBy(2)), InstantSource.system());
		return new LeaseWatch(expired::look, settings.failover().dividedBy(4));
	}

	@Bean("lease")
	LeaseHealth leaseHealth(Leases leases) {
		return new LeaseHealth(leases, Clock.systemUTC());
	}

	/** What the reader's clients have in common. */
	record ClientParts(AwsCredentialsProvider credentials, AwsRegionProvider region, SdkAsyncHttpClient http) {

		<B extends AwsClientBuilder<B, ?> & AwsAsyncClientBuilder<B, ?>> B applyTo(B builder) {
			return builder.credentialsProvider(credentials).region(region.getRegion()).httpClient(http);
		}
	}
}
