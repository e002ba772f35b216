package dev.millrace.testing;

import java.nio.file.Path;

/** Where the sources and the built jars lie. */
public final class Repository {
	private Repository() {}

	/** The root of the repository, which the build names in the system property millrace.root. */
	public static Path root() {
		var root = System.getProperty("millrace.root");
		if (root == null) {
			throw new IllegalStateException(
					"Start tests through Maven, or with -Dmillrace.root=<root of the repository>");
		}
		return Path.of(root);
	}

	/** The jar that the build made of a module, named like it. */
	public static Path jar(String module) {
		return root().resolve(module).resolve("target").resolve(module + ".jar");
	}
}
