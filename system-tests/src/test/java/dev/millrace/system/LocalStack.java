package dev.millrace.system;

import java.net.URI;

import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;

/** LocalStack in a container, for {@code mvn verify -Plocalstack}. Where there is no container engine its tests are skipped. */
final class LocalStack implements AutoCloseable {
	/** The last release that starts without an account; compose.yaml names the same. */
	private static final String IMAGE = "localstack/localstack:4.14.0";

	private final LocalStackContainer container = new LocalStackContainer(IMAGE).withEnv("DYNAMODB_IN_MEMORY", "1")
			.withEnv("SQS_ENDPOINT_STRATEGY", "path");

	/** Returns when it answers. */
	LocalStack start() {
		Assumptions.assumeTrue(DockerClientFactory.instance().isDockerAvailable(),
				"No container engine answers: the suite against LocalStack is skipped");
		container.start();
		return this;
	}

	URI endpoint() {
		return container.getEndpoint();
	}

	@Override
	public void close() {
		container.stop();
	}
}
