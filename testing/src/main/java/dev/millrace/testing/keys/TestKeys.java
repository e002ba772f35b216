package dev.millrace.testing.keys;

/** The one place that knows the key of the tests. */
public final class TestKeys {

	/** Has every scope, where it is given to a service as {@code millrace.web.keys.bootstrap}. */
	public static final String BOOTSTRAP = "mr_00000000000000aa_"
			+ "00000000000000000000000000000000000000000000000000000000000000aa";

	/** The property that makes it known to a service in the test's own process. */
	public static final String PROPERTY = "millrace.web.keys.bootstrap=" + BOOTSTRAP;

	/** The environment variable that makes it known to one that is started. */
	public static final String VARIABLE = "MILLRACE_BOOTSTRAP_KEY";

	/** The header in which a request shows it. */
	public static final String HEADER = "X-API-Key";

	private TestKeys() {}
}
