package dev.millrace.event;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

import tools.jackson.core.io.JsonStringEncoder;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Completes what a sender wrote to an event of the stream: adds what is missing and leaves the rest byte for byte. */
public final class EventWriter {

	/** Bytes that the names of what is added take, and a time, about. */
	private static final int ADDED = 256;

	private final Supplier<String> ids;

	/**
	 * A writer for one intake.
	 *
	 * @param ids makes an id, unique for ever, for events that have none
	 */
	public EventWriter(Supplier<String> ids) {
		this.ids = ids;
	}

	/**
	 * Makes the event that goes into the stream.
	 *
	 * @param defaultSource its source if it names none
	 * @param receivedAt when the intake took it; cut to the millisecond, so that what is read back is what was written
	 */
	public Event complete(Draft draft, String defaultSource, Instant receivedAt) {
		return complete(draft, defaultSource, receivedAt, Optional.empty());
	}

	/**
	 * Makes the event that goes into the stream, marked as {@code schemaerror} where its data does not fit the schema of its
	 * type.
	 *
	 * @param violation what is kept with it: not empty, without control characters, 1,024 bytes at most
	 */
	public Event complete(Draft draft, String defaultSource, Instant receivedAt, Optional<String> violation) {
		Instant received = receivedAt.truncatedTo(ChronoUnit.MILLIS);
		String id = draft.id().orElseGet(ids);
		String source = draft.source().orElse(defaultSource);
		String key = draft.partitionKey().orElseGet(() -> PartitionKeys.of(id));
		var document = new Document(draft.size() + ADDED + id.length() + source.length() + key.length());
		document.addUnless(draft, "specversion", "1.0");
		document.addUnless(draft, "id", id);
		document.addUnless(draft, "source", source);
		draft.members().forEach(member -> document.copy(draft.bytes(), member));
		document.addUnless(draft, "partitionkey", key);
		document.add("receivedat", received.toString());
		draft.defaults().forEach((name, value) -> document.addUnless(draft, name, value));
		violation.ifPresent(error -> document.add("schemaerror", error));
		if (draft.id().isEmpty()) {
			document.mark("generatedid");
		}
		return new Event(id, source, draft.type(), draft.time(), key, received, draft.id().isPresent(),
				document.close());
	}

	/** A JSON object that grows member by member. */
	private static final class Document {

		private final ByteArrayOutputStream bytes;

		Document(int likely) {
			this.bytes = new ByteArrayOutputStream(likely);
		}

		void addUnless(Draft draft, String name, String value) {
			if (!draft.has(name)) {
				add(name, value);
			}
		}

		void add(String name, String value) {
			separate();
			write("\"" + name + "\":\"");
			bytes.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(value));
			bytes.write('"');
		}

		void mark(String name) {
			separate();
			write("\"" + name + "\":true");
		}

		void copy(byte[] from, Draft.Member member) {
			separate();
			bytes.write(from, member.from(), member.to() - member.from());
		}

		byte[] close() {
			bytes.write('}');
			return bytes.toByteArray();
		}

		private void separate() {
			bytes.write(bytes.size() == 0 ? '{' : ',');
		}

		private void write(String text) {
			bytes.writeBytes(text.getBytes(UTF_8));
		}
	}
}
