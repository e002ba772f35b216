package dev.millrace.cloud.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The one directory under which everything lies, with the version of the format that its files are written in. */
public final class DataDirectory {
	public static final String SETTING = "millrace.data";
	/** Goes up when a release can no longer read what an older one wrote. */
	static final String FORMAT = "1";

	private final Path root;

	private DataDirectory(Path root) {
		this.root = root;
	}

	/** Creates the directory where there is none. Throws SettingException when it cannot be used. */
	public static DataDirectory open(Path root) {
		try {
			Files.createDirectories(root);
			checkFormat(root.resolve("format"));
		} catch (IOException e) {
			throw new SettingException(
					"The data directory %s is not writable; choose another with -D%s=...".formatted(root, SETTING), e);
		}
		return new DataDirectory(root);
	}

	public Path root() {
		return root;
	}

	/** A directory of its own for one of the services, made if need be. */
	public Path of(String service) {
		try {
			return Files.createDirectories(root.resolve(service));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Keeps a second local cloud out until this process ends, however it ends: two would spoil each other's files. */
	public void lock() throws IOException {
		var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		if (!locked(channel)) {
			channel.close();
			throw new SettingException(
					"The data directory %s is in use by another local cloud; choose another with -D%s=..."
							.formatted(root, SETTING));
		}
	}

	private static boolean locked(FileChannel channel) throws IOException {
		try {
			return channel.tryLock() != null;
		} catch (OverlappingFileLockException _) {
			return false;
		}
	}

	private static void checkFormat(Path file) throws IOException {
		if (!Files.exists(file)) {
			Files.writeString(file, FORMAT + "\n");
		}
		var found = Files.readString(file).strip();
		if (!found.equals(FORMAT)) {
			throw new SettingException(
					"The data in %s has format %s and this version reads format %s; choose another directory with -D%s=..., or, in containers, begin anew with docker compose down -v"
							.formatted(file.getParent(), found, FORMAT, SETTING));
		}
		if (!Files.isWritable(file)) {
			throw new IOException(file + " is not writable");
		}
	}
}
