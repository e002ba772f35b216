package dev.millrace.cloud.run;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import dev.millrace.cloud.settings.DataDirectory;
import dev.millrace.cloud.settings.Settings;

/**
 * What can be set of a run.
 *
 * @param root millrace.root: the repository, under which the services' jars lie; the build gives it
 * @param port millrace.port, default 8080: the front door
 * @param cloudPort millrace.cloud-port, default 4566: the local cloud
 * @param otherCloud millrace.cloud-url, if it is not a local cloud of this run's own that all work on
 * @param data millrace.data, default data under the root
 * @param settings for what is set for each service: millrace.port.NAME, default 0 for any free port, and
 *        millrace.heap.NAME, such as 512m
 */
record RunSettings(Path root, int port, int cloudPort, Optional<URI> otherCloud, Path data, Settings settings) {
	static final String PORT = "millrace.port";
	static final String CLOUD_PORT = "millrace.cloud-port";

	static RunSettings from(Settings settings) {
		var root = settings.path("millrace.root", Path.of(""));
		return new RunSettings(root, settings.port(PORT, 8080), settings.port(CLOUD_PORT, 4566),
				settings.address("millrace.cloud-url"), settings.path(DataDirectory.SETTING, root.resolve("data")),
				settings);
	}

	/** The same services, on any free ports and with data of their own. */
	static RunSettings elsewhere(Settings settings, Path data) {
		var run = from(settings);
		return new RunSettings(run.root(), 0, 0, Optional.empty(), data, Settings.of(_ -> null, _ -> null));
	}

	/** millrace.bootstrap-key, which is MILLRACE_BOOTSTRAP_KEY in the environment: the first API key, if one is given. */
	Optional<String> bootstrapKey() {
		return settings.text("millrace.bootstrap-key").map(String::strip);
	}

	/** millrace.restart-at-once: whether a process that dies is started again without a longer and longer wait. */
	boolean restartsAtOnce() {
		return settings.flag("millrace.restart-at-once");
	}

	int portOf(String service) {
		return settings.port(portSetting(service), 0);
	}

	String heapOf(String service, String otherwise) {
		return settings.heap("millrace.heap." + service, otherwise);
	}

	static String portSetting(String service) {
		return PORT + "." + service;
	}

	Path jarOf(String module) {
		return root.resolve(module).resolve("target").resolve(module + ".jar");
	}
}
