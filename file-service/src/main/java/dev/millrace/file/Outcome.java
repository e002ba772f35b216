package dev.millrace.file;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of looking into a file, to be told.
 *
 * @param id the same however often it is told; another for another content, and for another round after a failure
 * @param bytes of the content
 * @param derivatives their names
 */
public record Outcome(String id, FileStatus status, Instant at, long bytes, Optional<String> mediaType,
		Optional<Fault> fault, List<String> derivatives) {

	static Outcome of(StoredFile file) {
		String content = file.generation().map(generation -> generation.place().digits()).orElse("0");
		String id = "%s.%s.%d.%s".formatted(file.id(), content, file.progress().round(), file.status().word());
		return new Outcome(id, file.status(), file.progress().since(),
				file.generation().map(Generation::bytes).orElse(file.upload().bytes()), file.finding().mediaType(),
				file.progress().fault(), file.finding().derivatives().stream().map(Finding.Made::name).toList());
	}
}
