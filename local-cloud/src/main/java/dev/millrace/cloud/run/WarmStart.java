package dev.millrace.cloud.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a JVM learns when a service starts and works (which classes, loaded and linked, and which methods are hot), kept
 * beside the service's jar, so that the next start takes a third of the time: an AOT cache (JEP 483, 514, 515) for the jar as
 * Spring Boot's own tool unpacks it. It belongs to one jar and one JVM; where either has changed it is not used.
 */
record WarmStart(Service service, Path directory, String java) {

	static WarmStart of(Service service) {
		return new WarmStart(service, service.jar().resolveSibling("warm"),
				ProcessHandle.current().info().command().orElse("java"));
	}

	/** The command that starts the service: warm where that has been prepared for just this jar, else from the jar. */
	List<String> command() throws IOException {
		return isPrepared()
				? service.command(java, List.of("-XX:AOTCache=" + cache(), "-Xlog:disable", "-Xlog:all=error"),
						unpacked())
				: service.command(java, List.of(), service.jar());
	}

	/** The command that starts the service and, when it ends, leaves what was learnt. */
	List<String> recording() {
		return service.command(java, List.of("-XX:AOTCacheOutput=" + cache()), unpacked());
	}

	/** Unpacks the jar, as the cache is only of use to a JVM that finds each library as a file. */
	void unpack() throws IOException, InterruptedException {
		Files.deleteIfExists(stamp());
		Files.deleteIfExists(cache());
		var tool = new ProcessBuilder(java, "-Djarmode=tools", "-jar", service.jar().toString(), "extract", "--force",
				"--destination", directory.toString()).redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
		if (tool.waitFor() != 0) {
			throw new IOException("%s cannot be unpacked (exit code %d)".formatted(service.jar(), tool.exitValue()));
		}
		Manifests.dropClassPaths(directory.resolve("lib"));
	}

	/** To be called when the recording has ended: from here on {@link #command()} uses it. */
	void prepared() throws IOException {
		if (!Files.exists(cache())) {
			throw new IOException("%s left no %s".formatted(service.name(), cache()));
		}
		Files.writeString(stamp(), identity());
	}

	boolean isPrepared() throws IOException {
		return Files.exists(stamp()) && Files.exists(cache()) && Files.readString(stamp()).equals(identity());
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
