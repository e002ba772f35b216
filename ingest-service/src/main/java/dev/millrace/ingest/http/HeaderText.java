package dev.millrace.ingest.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An attribute's value as it stands in a header: in double quotes perhaps (RFC 9110, 5.6.4), and percent-encoded UTF-8
 * within.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#3132-http-header-values">CloudEvents'
 *      HTTP binding, 3.1.3.2</a>
 */
final class HeaderText {

	private HeaderText() {}

	/** The value meant; empty where the encoding is broken. */
	static Optional<String> decode(String header) {
		return unquoted(header).flatMap(HeaderText::percentDecoded);
	}

	private static Optional<String> unquoted(String header) {
		int last = header.length() - 1;
		if (last < 1 || header.charAt(0) != '"' || header.charAt(last) != '"') {
			return Optional.of(header);
		}
		var text = new StringBuilder(header.length());
		for (int i = 1; i < last; i++) {
			if (header.charAt(i) == '\\' && ++i == last) {
				return Optional.empty();
			}
			text.append(header.charAt(i));
		}
		return Optional.of(text.toString());
	}

	private static Optional<String> percentDecoded(String text) {
		var bytes = new ByteArrayOutputStream(text.length());
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c < ' ' || c > '~') {
				return Optional.empty();
			}
			if (c != '%') {
				bytes.write(c);
				continue;
			}
			int value = i + 2 < text.length() ? hex(text.charAt(i + 1)) << 4 | hex(text.charAt(i + 2)) : -1;
			if (value < 0) {
				return Optional.empty();
			}
			bytes.write(value);
			i += 2;
		}
		try {
			return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString());
		} catch (CharacterCodingException _) {
			return Optional.empty();
		}
	}

	/** The digit's value, or a negative number. */
	private static int hex(char digit) {
		return digit <= '~' ? Character.digit(digit, 16) : -1;
	}
}
