package dev.millrace.inspection.sniff;

import java.util.Map;
import java.util.Optional;

import dev.millrace.inspection.Kind;

/** The type that a file begins as. */
public record Sniffed(String mediaType) {

	private static final Map<String, Kind> KINDS = Map.of("image/jpeg", Kind.IMAGE, "image/png", Kind.IMAGE,
			"image/gif", Kind.IMAGE, "image/webp", Kind.IMAGE, "application/pdf", Kind.DOCUMENT, "text/plain",
			Kind.DOCUMENT, "text/csv", Kind.DATA, "application/json", Kind.DATA, "application/x-ndjson", Kind.DATA);

	/** Who can look into it; empty when nobody here can. */
	public Optional<Kind> kind() {
		return Optional.ofNullable(KINDS.get(mediaType));
	}

	/** Whether its bytes are a binary format's, in which another could be hidden. */
	boolean binary() {
		return mediaType.startsWith("image/") || mediaType.equals("application/pdf");
	}
}
