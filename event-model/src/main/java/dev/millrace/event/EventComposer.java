package dev.millrace.event;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Makes an event of attributes and data that arrive apart, such as the headers and the body of a request. It is judged by
 * the same rules and limits as one that arrives as a document. JSON stays as it is, byte for byte; other text becomes a
 * string; all else becomes {@code data_base64}. Safe for use by several threads.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md#31-handling-of-data">How
 *      CloudEvents' JSON format holds data</a>
 */
public final class EventComposer {

	private final EventReader reader;

	/** A composer that judges by this reader's limits. */
	public EventComposer(EventReader reader) {
		this.reader = reader;
	}

	/**
	 * Makes an event of which all but the type may be missing.
	 *
	 * @param attributes by name, in the order in which they shall stand; without {@code datacontenttype}, which is the
	 *        content's
	 */
	public Reading compose(Map<String, String> attributes, Content content) {
		return compose(Dialect.PLAIN, attributes, content);
	}

	/** The same for a CloudEvent, which has to have all that CloudEvents 1.0 requires. */
	public Reading composeCloudEvent(Map<String, String> attributes, Content content) {
		return compose(Dialect.CLOUDEVENTS, attributes, content);
	}

	private Reading compose(Dialect dialect, Map<String, String> attributes, Content content) {
		var tooLarge = reader.tooLarge(content.bytes().length);
		if (tooLarge.isPresent()) {
			return new Reading.Refused(tooLarge.get());
		}
		var head = new Head();
		attributes.forEach(head::add);
		content.mediaType().ifPresent(type -> head.add("datacontenttype", type));
		if (head.problem != null) {
			return new Reading.Refused(head.problem);
		}
		int length = head.close();
		return content.bytes().length == 0
				? reader.readApart(dialect, head.bytes.toByteArray(), length, Optional.empty())
				: withData(dialect, head.bytes, length, content);
	}

	private Reading withData(Dialect dialect, ByteArrayOutputStream head, int length, Content content) {
		byte[] data = content.bytes();
		var type = content.mediaType().map(MediaType::of);
		if (type.isEmpty() || type.get().isJson()) {
			byte[] bytes = joined(head, "data", data);
			return reader.readApart(dialect, bytes, length, bytes.length - data.length);
		}
		if (type.get().mayBeText()) {
			Charset charset = type.get().charset().orElse(UTF_8);
			Optional<String> text = decode(data, charset);
			if (text.isEmpty() && type.get().isText()) {
				return new Reading.Refused(Problem.at("data", ProblemCode.INVALID_TEXT,
						"The data is declared as '%s', and its bytes are not %s."
								.formatted(type.get().essence(), charset.name())));
			}
			if (text.isPresent() && charset.canEncode() && Arrays.equals(text.get().getBytes(charset), data)) {
				return withMember(dialect, head, length, "data", quoted(text.get()));
			}
		}
		return withMember(dialect, head, length, "data_base64", base64(data));
	}

	private Reading withMember(Dialect dialect, ByteArrayOutputStream head, int length, String name, byte[] value) {
		byte[] bytes = joined(head, name, value);
		return reader.readApart(dialect, bytes, length, Optional.of(new Draft.Member(name, length, bytes.length)));
	}

	private static byte[] joined(ByteArrayOutputStream head, String name, byte[] value) {
		head.writeBytes(("\"" + name + "\":").getBytes(UTF_8));
		head.writeBytes(value);
		return head.toByteArray();
	}

	private static byte[] quoted(String text) {
		var quoted = new ByteArrayOutputStream(text.length() + 64);
		quoted.write('"');
		quoted.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(text));
		quoted.write('"');
		return quoted.toByteArray();
	}

	private static byte[] base64(byte[] data) {
		byte[] encoded = Base64.getEncoder().encode(data);
		byte[] quoted = new byte[encoded.length + 2];
		Arrays.fill(quoted, (byte) '"');
		System.arraycopy(encoded, 0, quoted, 1, encoded.length);
		return quoted;
	}

	private static Optional<String> decode(byte[] data, Charset charset) {
		try {
			return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(data)).toString());
		} catch (CharacterCodingException _) {
			return Optional.empty();
		}
	}

	/** The object of the attributes. */
	private static final class Head {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
		private @Nullable Problem problem;

		void add(String name, String value) {
			if (name.equals("data") || name.equals("data_base64")) {
				problem = Problem.at(name, ProblemCode.INVALID_ATTRIBUTE,
						"No attribute is named '%s'; data is sent as the body.".formatted(name));
			} else if (!isText(name) || !isText(value)) {
				String told = new String(name.getBytes(UTF_8), UTF_8);
				problem = Problem.at(told, ProblemCode.INVALID_ATTRIBUTE,
						"The attribute '%s' is no Unicode text.".formatted(told));
			} else {
				bytes.write(bytes.size() == 0 ? '{' : ',');
				bytes.writeBytes(quoted(name));
				bytes.write(':');
				bytes.writeBytes(quoted(value));
			}
		}

		/** Ends the object and tells its length. */
		int close() {
			if (bytes.size() == 0) {
				bytes.write('{');
			}
			bytes.write('}');
			return bytes.size();
		}

		private static boolean isText(String text) {
			return UTF_8.newEncoder().canEncode(text);
		}
	}
}
