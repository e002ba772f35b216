package dev.millrace.inspection.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

import org.mozilla.universalchardet.UniversalDetector;

/** Which encoding a text is in: what its mark says, else UTF-8 if it is that without an error, else the likeliest. */
public final class Encodings {

	private static final Charset FALLBACK = Charset.forName("windows-1252");

	private Encodings() {}

	/**
	 * Finds it by the text's beginning.
	 *
	 * @param more whether the text goes on behind its head, so that the last character may be cut
	 */
	public static Charset of(byte[] head, boolean more) {
		return marked(head).or(() -> utf16(head))
				.orElseGet(() -> isUtf8(head, more) ? StandardCharsets.UTF_8
						: guessed(head));
	}

	/** How many bytes a mark takes at the beginning. */
	public static int markLength(byte[] head) {
		return marked(head).map(charset -> charset.equals(StandardCharsets.UTF_8) ? 3 : 2).orElse(0);
	}

	private static Optional<Charset> marked(byte[] head) {
		if (startsWith(head, 0xef, 0xbb, 0xbf)) {
			return Optional.of(StandardCharsets.UTF_8);
		}
		if (startsWith(head, 0xff, 0xfe)) {
			return Optional.of(StandardCharsets.UTF_16LE);
		}
		return startsWith(head, 0xfe, 0xff) ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
	}

	/** Without a mark it shows by every second byte being zero, which no other text has. */
	private static Optional<Charset> utf16(byte[] head) {
		int even = 0;
		int odd = 0;
		for (int i = 0; i + 1 < head.length; i += 2) {
			even += head[i] == 0 ? 1 : 0;
			odd += head[i + 1] == 0 ? 1 : 0;
		}
		int most = head.length / 2 * 3 / 4;
		if (head.length < 8 || Math.max(even, odd) < most || Math.min(even, odd) > 0) {
			return Optional.empty();
		}
		return Optional.of(odd > even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
	}

	private static boolean isUtf8(byte[] head, boolean more) {
		var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
		return !decoder.decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length), !more).isError();
	}

	private static Charset guessed(byte[] head) {
		var detector = new UniversalDetector();
		detector.handleData(head);
		detector.dataEnd();
		return Optional.ofNullable(detector.getDetectedCharset()).flatMap(Encodings::named).orElse(FALLBACK);
	}

	private static Optional<Charset> named(String name) {
		try {
			return Optional.of(Charset.forName(name)).filter(charset -> !isSuspicious(charset));
		} catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
			return Optional.empty();
		}
	}

	/** Wrong by now: UTF was looked for, and US-ASCII has no such bytes. */
	private static boolean isSuspicious(Charset charset) {
		return charset.name().startsWith("UTF") || charset.equals(StandardCharsets.US_ASCII);
	}

	private static boolean startsWith(byte[] head, int... mark) {
		if (head.length < mark.length) {
			return false;
		}
		for (int i = 0; i < mark.length; i++) {
			if ((head[i] & 0xff) != mark[i]) {
				return false;
			}
		}
		return true;
	}
}
