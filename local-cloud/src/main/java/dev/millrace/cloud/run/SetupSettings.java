package dev.millrace.cloud.run;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import dev.millrace.cloud.settings.DataDirectory;
import dev.millrace.cloud.settings.Settings;

/**
 * What the setup of a set of containers is told.
 *
 * @param data millrace.data: where secrets and routes are left for the others
 * @param cloud aws.endpoint-url, if it is not AWS itself: where stream, tables and queues are made
 * @param door millrace.door, default http://front-door:8080: the front door as containers reach it
 * @param ready millrace.ready-file: made when the others may start
 * @param port millrace.port, default 8080: the front door as the user reaches it
 * @param cloudPort millrace.cloud-port, default 4566: likewise the cloud
 * @param bootstrapKey millrace.bootstrap-key, if one is given: the first API key
 */
record SetupSettings(Path data, Optional<URI> cloud, URI door, Path ready, int port, int cloudPort,
		Optional<String> bootstrapKey) {

	static SetupSettings from(Settings settings) {
		return new SetupSettings(settings.path(DataDirectory.SETTING, Path.of("data")),
				settings.address("aws.endpoint-url"),
				settings.address("millrace.door").orElse(URI.create("http://front-door:8080")),
				settings.path("millrace.ready-file", Path.of(System.getProperty("java.io.tmpdir"), "ready")),
				settings.port(RunSettings.PORT, 8080), settings.port(RunSettings.CLOUD_PORT, 4566),
				settings.text("millrace.bootstrap-key").map(String::strip));
	}
}
