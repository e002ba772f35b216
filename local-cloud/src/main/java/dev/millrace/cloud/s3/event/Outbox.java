package dev.millrace.cloud.s3.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.StreamSupport;

import tools.jackson.databind.json.JsonMapper;

/**
 * What is to be told, in files that a kill leaves behind: {@code *.intent} before an object changes, {@code *.event} from
 * then on until its queue has it.
 */
final class Outbox {
	private final Path directory;

	Outbox(Path directory) throws IOException {
		this.directory = Files.createDirectories(directory);
	}

	Path intent(String sequencer, Intended intended) {
		return write(sequencer + ".intent", intended);
	}

	Path event(String sequencer, int number, Message message) {
		return write("%s-%03d.event".formatted(sequencer, number), message);
	}

	List<Path> intents() {
		return files("*.intent");
	}

	List<Path> events() {
		return files("*.event");
	}

	Intended intended(Path file) {
		return read(file, Intended.class);
	}

	Message message(Path file) {
		return read(file, Message.class);
	}

	void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private Path write(String name, Object content) {
		var file = directory.resolve(name);
		var fresh = directory.resolve(name + ".new");
		try {
			Files.write(fresh, JsonMapper.shared().writeValueAsBytes(content));
			return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static <T> T read(Path file, Class<T> type) {
		try {
			return JsonMapper.shared().readValue(Files.readAllBytes(file), type);
		} catch (NoSuchFileException e) {
			throw new IllegalStateException("The outbox belongs to one process alone", e);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private List<Path> files(String pattern) {
		try (var files = Files.newDirectoryStream(directory, pattern)) {
			return StreamSupport.stream(files.spliterator(), false).sorted().toList();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** A change that is about to happen. */
	record Intended(String bucket, String key, EventName name) {}

	/** A message for a queue, named by its ARN. */
	record Message(String queue, String body) {}
}
