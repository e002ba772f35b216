package dev.millrace.inspection;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where one file's derivatives are written. What fails here is never the file's fault. */
public record Workspace(Path directory) {

	/** Fills a derivative. */
	@FunctionalInterface
	public interface Content {
		/** Writes all of it. */
		void writeTo(OutputStream out) throws IOException;
	}

	/** Writes one derivative. */
	public Derivative write(String name, String mediaType, Content content) {
		var file = directory.resolve(name);
		try (var out = Files.newOutputStream(file)) {
			content.writeTo(out);
		} catch (IOException e) {
			throw new Unwritable(e);
		}
		return new Derivative(name, mediaType, file);
	}

	/** The disk is full, or the directory gone. */
	public static final class Unwritable extends RuntimeException {

		private static final long serialVersionUID = 1;

		private Unwritable(IOException cause) {
			super(String.valueOf(cause.getMessage()), cause);
		}
	}
}
