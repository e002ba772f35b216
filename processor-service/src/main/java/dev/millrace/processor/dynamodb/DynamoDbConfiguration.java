package dev.millrace.processor.dynamodb;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;

import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbClientCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import dev.millrace.processor.EventQueries;
import dev.millrace.processor.EventStore;
import dev.millrace.processor.EventTraces;
import dev.millrace.processor.KeptLetters;
import dev.millrace.processor.LargeEvents;
import dev.millrace.processor.LargeLetters;
import dev.millrace.processor.ReplayStates;
import dev.millrace.web.health.SteadyHealth;

/** The table, as a store and as what is asked. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({TableSettings.class, LetterTableSettings.class, ReplayTableSettings.class})
class DynamoDbConfiguration {

	/** Lanes of all shards and requests share the connections; a lane that waits for one longer is told so. */
	private static final int CONNECTIONS = 256;

	@Bean
	EventStore eventStore(DynamoDbClient client, TableSettings settings, LargeEvents large) {
		return new TableEventStore(new DynamoDbEventItems(client, settings, InstantSource.system()), large);
	}

	@Bean
	EventQueries eventQueries(DynamoDbClient client, TableSettings settings, LargeEvents large) {
		return new TableEventQueries(client, settings, large);
	}

	@Bean
	EventTraces eventTraces(DynamoDbClient client, TableSettings settings) {
		return new TableEventTraces(client, settings.table());
	}

	@Bean
	KeptLetters keptLetters(DynamoDbClient client, LetterTableSettings settings, LargeLetters large) {
		return new TableKeptLetters(client, settings, large);
	}

	@Bean
	ReplayStates replayStates(DynamoDbClient client, ReplayTableSettings settings) {
		return new TableReplayStates(client, settings);
	}

	@Bean("table")
	HealthIndicator tableHealth(DynamoDbClient client, TableSettings settings) {
		return new SteadyHealth(new TableProbe(client, settings), Clock.systemUTC());
	}

	/** Few attempts inside one call: the loop that calls is the one that waits, and notices when its lease ends. */
	@Bean
	DynamoDbClientCustomizer callsAnswerSoon() {
		return client -> client
				.httpClient(ApacheHttpClient.builder()
						.maxConnections(CONNECTIONS)
						.connectionTimeout(Duration.ofSeconds(2))
						.socketTimeout(Duration.ofSeconds(5))
						.build())
				.overrideConfiguration(override -> override
						.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(3).build())
						.apiCallTimeout(Duration.ofSeconds(15)));
	}
}
