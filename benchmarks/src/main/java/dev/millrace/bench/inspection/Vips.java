package dev.millrace.bench.inspection;

import java.io.IOException;
import java.nio.file.Path;

/** libvips' own command, as a process: on one core, like a child. */
final class Vips {

	private Vips() {}

	static int thumbnail(Path photo, Path out) throws IOException, InterruptedException {
		var builder = new ProcessBuilder("vipsthumbnail", "--size", "320", "-o", out + "[Q=82,strip]", photo.toString())
				.inheritIO();
		builder.environment().put("VIPS_CONCURRENCY", "1");
		int exitCode = builder.start().waitFor();
		if (exitCode != 0) {
			throw new IOException("vipsthumbnail ended with " + exitCode);
		}
		return exitCode;
	}
}
