package dev.millrace.system.contract;

import java.net.URI;
import java.util.function.Supplier;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

import dev.millrace.testing.LocalCloud;

/**
 * The endpoint under test: the one that the system property millrace.contract.endpoint names, LocalStack where that says
 * {@code localstack}, else a local cloud; all suites of a run share it. Names of resources must therefore be unique to each test.
 */
final class Endpoint implements BeforeAllCallback {
	private URI uri = URI.create("about:blank");

	@Override
	public void beforeAll(ExtensionContext context) {
		var named = System.getProperty("millrace.contract.endpoint");
		uri = switch (named) {
			case null -> shared(context, LocalCloud.class, () -> new LocalCloud().start()).endpoint();
			case "localstack" -> shared(context, LocalStack.class, () -> new LocalStack().start()).endpoint();
			default -> URI.create(named);
		};
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
	private static <C extends AutoCloseable> C shared(ExtensionContext context, Class<C> type, Supplier<C> started) {
		return context.getRoot()
				.getStore(Namespace.GLOBAL)
				.computeIfAbsent(type, _ -> started.get(), type);
	}
}
