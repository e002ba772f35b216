package dev.millrace.cloud.s3.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.millrace.cloud.s3.event.Rules;

/** The documents that buckets have been told, each a file that is always either the old one or the new one. */
public final class Configurations {
	private final Path directory;
	private final Map<String, Rules> notifications = new ConcurrentHashMap<>();
	private final Map<String, CorsRules> cors = new ConcurrentHashMap<>();

	public Configurations(Path directory) {
		this.directory = directory;
	}

	/** The notification rules of a bucket, none where it has not been told any. */
	public Rules notifications(String bucket) {
		return notifications.computeIfAbsent(bucket,
				name -> read(name, Kept.NOTIFICATION).map(Rules::read).orElse(Rules.NONE));
	}

	CorsRules cors(String bucket) {
		return cors.computeIfAbsent(bucket, name -> read(name, Kept.CORS).map(CorsRules::read).orElse(CorsRules.NONE));
	}

	Optional<byte[]> read(String bucket, Kept kept) {
		var file = file(bucket, kept);
		try {
			return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	void write(String bucket, Kept kept, byte[] document) throws IOException {
		var file = file(bucket, kept);
		Files.createDirectories(file.getParent());
		var fresh = file.resolveSibling(file.getFileName() + ".new");
		Files.write(fresh, document);
		Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		reread(bucket);
	}

	void delete(String bucket, Kept kept) {
		try {
			Files.deleteIfExists(file(bucket, kept));
			reread(bucket);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** To be called when a bucket is gone. */
	public void forget(String bucket) {
		for (var kept : Kept.values()) {
			delete(bucket, kept);
		}
	}

	private void reread(String bucket) {
		notifications.remove(bucket);
		cors.remove(bucket);
	}

	private Path file(String bucket, Kept kept) {
		return directory.resolve(bucket).resolve(kept.parameter() + ".xml");
	}
}
