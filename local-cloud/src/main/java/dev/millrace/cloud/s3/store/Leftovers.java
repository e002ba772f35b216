package dev.millrace.cloud.s3.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Deletes what uploads were writing when the process was killed. */
final class Leftovers extends SimpleFileVisitor<Path> {
	static void deleteUnder(Path root) throws IOException {
		Files.walkFileTree(root, new Leftovers());
	}

	@Override
	public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
		if (KeyNames.isUnfinished(file.getFileName().toString())) {
			Files.delete(file);
		}
		return FileVisitResult.CONTINUE;
	}
}
