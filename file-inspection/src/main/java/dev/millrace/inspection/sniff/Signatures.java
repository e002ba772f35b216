package dev.millrace.inspection.sniff;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * The binary types that are looked into, each by how it must begin at its first byte. A detector that also finds them further in would let
 * a page of HTML pass for a PDF; {@link LatePdf} is for what nothing else claims.
 */
final class Signatures {

	static final Set<String> WELL_KNOWN = Set.of("image/jpeg", "image/png", "image/gif", "image/webp",
			"application/pdf");

	private Signatures() {}

	static Optional<String> of(byte[] head) {
		if (startsWith(head, 0, "\u00ff\u00d8\u00ff")) {
			return Optional.of("image/jpeg");
		}
		if (startsWith(head, 0, "\u0089PNG\r\n\u001a\n")) {
			return Optional.of("image/png");
		}
		if (startsWith(head, 0, "GIF87a") || startsWith(head, 0, "GIF89a")) {
			return Optional.of("image/gif");
		}
		if (startsWith(head, 0, "RIFF") && startsWith(head, 8, "WEBP")) {
			return Optional.of("image/webp");
		}
		return startsWith(head, blank(head), "%PDF-") ? Optional.of("application/pdf") : Optional.empty();
	}

	/** Some writers put a byte order mark or line ends before a PDF. */
	private static int blank(byte[] head) {
		int at = startsWith(head, 0, "\u00ef\u00bb\u00bf") ? 3 : 0;
		while (at < head.length && at < 64 && Character.isWhitespace(head[at])) {
			at++;
		}
		return at;
	}

	private static boolean startsWith(byte[] head, int at, String signature) {
		byte[] wanted = signature.getBytes(StandardCharsets.ISO_8859_1);
		if (head.length < at + wanted.length) {
			return false;
		}
		for (int i = 0; i < wanted.length; i++) {
			if (head[at + i] != wanted[i]) {
				return false;
			}
		}
		return true;
	}
}
