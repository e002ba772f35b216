package dev.millrace.file.dynamodb;

import java.time.Clock;
import java.time.Duration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import dev.millrace.file.Descriptions;
import dev.millrace.file.FileStore;
import dev.millrace.file.Purse;
import dev.millrace.web.health.SteadyHealth;

/** The table of files. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TableSettings.class)
class DynamoDbConfiguration {

	@Bean
	DynamoDbClient dynamoDbClient() {
		return DynamoDbClient.builder()
				.httpClientBuilder(ApacheHttpClient.builder()
						.maxConnections(128)
						.connectionTimeout(Duration.ofSeconds(2))
						.socketTimeout(Duration.ofSeconds(5)))
				.overrideConfiguration(override -> override
						.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(3).build())
						.apiCallTimeout(Duration.ofSeconds(15)))
				.build();
	}

	@Bean
	Table filesTable(DynamoDbClient client, TableSettings settings) {
		return new Table(client, settings.table());
	}

	@Bean
	FileStore fileStore(Table table, TableSettings settings) {
		return new TableFiles(table, settings);
	}

	@Bean
	Descriptions descriptions(Table table) {
		return new TableDescriptions(table);
	}

	@Bean
	Purse purse(Table table) {
		return new TablePurse(table);
	}

	@Bean("table")
	HealthIndicator tableHealth(DynamoDbClient client, TableSettings settings) {
		return new SteadyHealth(new TableProbe(client, settings.table()), Clock.systemUTC());
	}
}
