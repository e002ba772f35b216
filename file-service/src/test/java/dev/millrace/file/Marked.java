package dev.millrace.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.millrace.inspection.Derivative;
import dev.millrace.inspection.Inspection;
import dev.millrace.inspection.Inspector;

/** Finds in a file what its first word says. */
final class Marked implements Inspector {

	final AtomicInteger failuresLeft = new AtomicInteger();

	@Override
	public Inspection inspect(Path content, Path workspace) {
		try {
			String text = new String(Files.readAllBytes(content), java.nio.charset.StandardCharsets.ISO_8859_1);
			if (text.startsWith("hostile")) {
				return new Inspection.Rejected("application/pdf", "encrypted", "It opens only with a password.");
			}
			if (text.startsWith("strange")) {
				return new Inspection.Unsupported("application/zip");
			}
			if (text.startsWith("flaky") && failuresLeft.getAndDecrement() > 0) {
				return new Inspection.Failed("sandbox-broken", "The child ended.");
			}
			if (text.startsWith("told")) {
				Path found = Files.writeString(workspace.resolve("text.txt"), text);
				return new Inspection.Processed("text/plain", Map.of("characters", text.length()),
						List.of(new Derivative("text.txt", "text/plain;charset=utf-8", found)));
			}
			Path made = Files.writeString(workspace.resolve("summary.txt"), "of " + text.length());
			return new Inspection.Processed("text/plain", Map.of("characters", text.length()),
					List.of(new Derivative("summary.txt", "text/plain", made)));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Override
	public void close() {}
}
