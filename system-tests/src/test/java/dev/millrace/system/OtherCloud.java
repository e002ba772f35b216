package dev.millrace.system;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * What the tests run on instead of the local cloud: the address that the system property millrace.contract.endpoint names, or
 * LocalStack where that says {@code localstack}, one container for all tests of a run.
 */
public final class OtherCloud {

	/** Where the platforms on it send what they count. */
	public static final String NAMESPACE = "Millrace/test";

	private OtherCloud() {}

	/** What a platform on it is told: it has a CloudWatch, and a stream that may take seconds over a call on a busy machine. */
	static Map<String, String> settings() {
		return Map.of("MILLRACE_WEB_CLOUDWATCH_NAMESPACE", NAMESPACE, "MILLRACE_WEB_CLOUDWATCH_EVERY", "5s",
				"MILLRACE_INGEST_KINESIS_CONFIRM_WITHIN", "25s", "MILLRACE_INGEST_KINESIS_MAX_WAIT", "25s",
				"MILLRACE_INGEST_KINESIS_CALL_TIMEOUT", "20s");
	}

	/** Its address, if another is wanted. JUnit stops what this starts when all tests have run. */
	public static Optional<URI> of(ExtensionContext context) {
		var named = System.getProperty("millrace.contract.endpoint");
		return switch (named) {
			case null -> Optional.empty();
			case "localstack" -> Optional.of(context.getRoot()
					.getStore(Namespace.GLOBAL)
					.computeIfAbsent(LocalStack.class, _ -> new LocalStack().start(), LocalStack.class)
					.endpoint());
			default -> Optional.of(URI.create(named));
		};
	}
}
