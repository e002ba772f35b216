package dev.millrace.system;

import java.net.URI;
import java.util.Optional;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * What the tests run on instead of the local cloud: the address that the system property millrace.contract.endpoint names, or
 * LocalStack where that says {@code localstack}, one container for all tests of a run.
 */
public final class OtherCloud {

	private OtherCloud() {}

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
