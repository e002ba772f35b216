package dev.millrace.cloud.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a JVM learns when a service starts (which classes, loaded and linked), kept beside the service's jar, so that the
 * next start takes a third of the time: an AOT cache (JEP 483, 514) for the jar as Spring Boot's own tool unpacks it. It
 * belongs to one jar and one JVM; where either has changed it is not used.
 */
record WarmStart(Service service, Path directory) {
	private static final long PATIENCE_SECONDS = 120;

	static WarmStart of(Service service) {
		return new WarmStart(service, service.jar().resolveSibling("warm"));
	}

	/** The command that starts the service: warm where that has been prepared for just this jar, else from the jar. */
	List<String> command(String java) throws IOException {
		return isPrepared()
				? service.command(java, List.of("-XX:AOTCache=" + cache(), "-Xlog:disable", "-Xlog:all=error"),
						unpacked())
				: service.command(java, List.of(), service.jar());
	}

	/** Unpacks the jar and lets the service start once, as far as its wiring. Does nothing where that was done before. */
	void prepare(String java) throws IOException, InterruptedException {
		if (isPrepared()) {
			return;
		}
		Files.deleteIfExists(stamp());
		run(List.of(java, "-Djarmode=tools", "-jar", service.jar().toString(), "extract", "--force", "--destination",
				directory.toString()), Map.of());
		Manifests.dropClassPaths(directory.resolve("lib"));
		run(service.command(java,
				List.of("-XX:AOTCacheOutput=" + cache(), service.rehearsal()), unpacked()), elsewhere());
		Files.writeString(stamp(), identity());
	}

	private boolean isPrepared() throws IOException {
		return Files.exists(stamp()) && Files.exists(cache()) && Files.readString(stamp()).equals(identity());
	}

	/** Beside a platform that may be running: on other ports and other data. */
	private Map<String, String> elsewhere() throws IOException {
		var environment = new HashMap<>(service.environment());
		environment.putAll(Map.of("SERVER_PORT", "0", "MANAGEMENT_SERVER_PORT", "0", "MILLRACE_CLOUD_PORT", "0",
				"MILLRACE_DATA", Files.createTempDirectory(directory, "data").toString()));
		return environment;
	}

	private void run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
		var log = directory.resolveSibling("warm.log");
		var builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
		builder.environment().putAll(environment);
		var process = builder.start();
		if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
			process.destroyForcibly();
		}
		if (process.waitFor() != 0) {
			throw new IOException("exit code %d, see %s".formatted(process.exitValue(), log));
		}
	}

	private Path unpacked() {
		return directory.resolve(service.jar().getFileName());
	}

	private Path cache() {
		return directory.resolve("app.aot");
	}

	private Path stamp() {
		return directory.resolve("made-for");
	}

	private String identity() throws IOException {
		try (var jar = new DigestInputStream(Files.newInputStream(service.jar()),
				MessageDigest.getInstance("SHA-256"))) {
			jar.transferTo(OutputStream.nullOutputStream());
			return Runtime.version() + " " + HexFormat.of().formatHex(jar.getMessageDigest().digest());
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}
}
