package dev.millrace.web.cloudwatch;

import java.time.Duration;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;

/** By which the registry sends; a bean of a type of its own, since a service may have a client of CloudWatch for other ends. */
record Sender(CloudWatchAsyncClient client) implements AutoCloseable {

	/** The end of a service waits for its last counts, so it is short. */
	private static final Duration CALL = Duration.ofSeconds(5);
	private static final int ATTEMPTS = 3;

	/** As the environment says: its region, credentials and endpoint. */
	static Sender toRegion() {
		return new Sender(CloudWatchAsyncClient.builder()
				.overrideConfiguration(configuration -> configuration.apiCallTimeout(CALL)
						.retryStrategy(AwsRetryStrategy.standardRetryStrategy()
								.toBuilder()
								.maxAttempts(ATTEMPTS)
								.build()))
				.build());
	}

	@Override
	public void close() {
		client.close();
	}
}
