package dev.millrace.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.Semaphore;

import org.jspecify.annotations.Nullable;

/** Room on the disk for files that are looked into: never more at once than a bound. One process has a directory for itself. */
final class Workspaces {

	private static final int UNIT = 1 << 20;

	private final Path root;
	private final Semaphore room;
	private final int all;

	/** Empties the directory: what lies there is of a process that was killed. */
	Workspaces(Path root, long bytes) {
		this.root = root;
		this.all = units(bytes);
		this.room = new Semaphore(all, true);
		empty(root);
	}

	/** The directory itself stays: in a container it is a volume's, which nobody in there may delete. */
	private static void empty(Path root) {
		if (!Files.exists(root)) {
			return;
		}
		try (var left = Files.newDirectoryStream(root)) {
			left.forEach(Workspaces::delete);
		} catch (IOException e) {
			throw new UncheckedIOException("The workspace " + root + " cannot be emptied", e);
		}
	}

	/**
	 * Waits until there is room.
	 *
	 * @param bytes of the content; the derivatives' are small beside them
	 */
	Workspace open(long bytes) throws InterruptedException {
		int taken = Math.min(all, units(bytes));
		room.acquire(taken);
		try {
			return new Workspace(Files.createTempDirectory(Files.createDirectories(root), "file-"), taken);
		} catch (IOException e) {
			room.release(taken);
			throw new Unavailable("There is no workspace in " + root, e);
		}
	}

	private static int units(long bytes) {
		return (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(bytes, UNIT) + 1);
	}

	/** A directory of one file's own, which goes with it. */
	final class Workspace implements AutoCloseable {

		private final Path directory;
		private final int taken;

		private Workspace(Path directory, int taken) {
			this.directory = directory;
			this.taken = taken;
		}

		Path content() {
			return directory.resolve("content");
		}

		Path derivatives() {
			try {
				return Files.createDirectories(directory.resolve("derivatives"));
			} catch (IOException e) {
				throw new Unavailable("There is no workspace in " + directory, e);
			}
		}

		Path file(String name) {
			return directory.resolve(name);
		}

		@Override
		public void close() {
			delete(directory);
			room.release(taken);
		}
	}

	private static void delete(Path directory) {
		if (!Files.exists(directory)) {
			return;
		}
		try {
			Files.walkFileTree(directory, new SimpleFileVisitor<>() {
				@Override
				public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
					Files.deleteIfExists(file);
					return FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
						throws IOException {
					Files.deleteIfExists(visited);
					return FileVisitResult.CONTINUE;
				}
			});
		} catch (IOException e) {
			throw new UncheckedIOException(directory + " cannot be deleted from the workspace", e);
		}
	}
}
