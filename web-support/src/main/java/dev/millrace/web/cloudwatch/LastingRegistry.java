package dev.millrace.web.cloudwatch;

import io.micrometer.cloudwatch2.CloudWatchConfig;
import io.micrometer.cloudwatch2.CloudWatchMeterRegistry;
import io.micrometer.core.instrument.Clock;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;

/**
 * Ends behind the last request. Spring Boot closes registries when a service is told to stop, before what is under way is answered: those
 * counts would never be sent, and what was accepted and what was stored would not add up.
 */
final class LastingRegistry extends CloudWatchMeterRegistry {

	LastingRegistry(CloudWatchConfig config, Clock clock, CloudWatchAsyncClient client) {
		super(config, clock, client);
	}

	/** Not yet. */
	@Override
	public void close() {
		// The end is told by end().
	}

	/** Sends what has been counted since the last time, and no more after it. */
	void end() {
		super.close();
	}
}
