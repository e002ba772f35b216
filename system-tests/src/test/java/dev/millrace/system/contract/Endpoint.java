package dev.millrace.system.contract;

import java.net.URI;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

import dev.millrace.system.OtherCloud;
import dev.millrace.testing.LocalCloud;

/**
 * The endpoint under test: {@link OtherCloud}, if there is one, else a local cloud; all suites of a run share it. Names of
 * resources must therefore be unique to each test.
 */
final class Endpoint implements BeforeAllCallback {
	private URI uri = URI.create("about:blank");

	@Override
	public void beforeAll(ExtensionContext context) {
		uri = OtherCloud.of(context).orElseGet(() -> localCloud(context).endpoint());
	}

	URI uri() {
		return uri;
	}

	/** A client of this endpoint, synchronous or not. */
	<B extends AwsClientBuilder<B, C>, C> C client(B builder) {
		return builder.endpointOverride(uri)
				.region(Region.US_EAST_1)
				.credentialsProvider(
						StaticCredentialsProvider.create(AwsBasicCredentials.create("any-key", "any-secret")))
				.build();
	}

	/** Closed by JUnit when all tests have run. */
	private static LocalCloud localCloud(ExtensionContext context) {
		return context.getRoot()
				.getStore(Namespace.GLOBAL)
				.computeIfAbsent(LocalCloud.class, _ -> new LocalCloud().start(), LocalCloud.class);
	}
}
