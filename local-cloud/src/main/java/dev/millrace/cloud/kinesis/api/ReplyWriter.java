package dev.millrace.cloud.kinesis.api;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the members of a reply's object in either format. */
final class ReplyWriter {
	private final Wire wire;
	private final JsonGenerator to;

	ReplyWriter(Wire wire, JsonGenerator to) {
		this.wire = wire;
		this.to = to;
	}

	/** Writes nothing at all for a text that is absent. */
	ReplyWriter text(String name, @Nullable Object text) {
		if (text != null) {
			to.writeStringProperty(name, text.toString());
		}
		return this;
	}

	ReplyWriter number(String name, long number) {
		to.writeNumberProperty(name, number);
		return this;
	}

	ReplyWriter flag(String name, boolean flag) {
		to.writeBooleanProperty(name, flag);
		return this;
	}

	ReplyWriter time(String name, Instant time) {
		to.writeName(name);
		wire.writeTime(to, time);
		return this;
	}

	ReplyWriter bytes(String name, ByteBuffer bytes) {
		to.writeName(name);
		to.writeBinary(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
		return this;
	}

	ReplyWriter object(String name, Consumer<ReplyWriter> members) {
		to.writeName(name);
		object(members);
		return this;
	}

	ReplyWriter texts(String name, Collection<?> texts) {
		to.writeArrayPropertyStart(name);
		texts.forEach(text -> to.writeString(text.toString()));
		to.writeEndArray();
		return this;
	}

	<T> ReplyWriter objects(String name, Collection<T> values, BiConsumer<ReplyWriter, T> members) {
		to.writeArrayPropertyStart(name);
		values.forEach(value -> object(out -> members.accept(out, value)));
		to.writeEndArray();
		return this;
	}

	/** An array whose objects come one by one. */
	void startObjects(String name) {
		to.writeArrayPropertyStart(name);
	}

	void endObjects() {
		to.writeEndArray();
	}

	void object(Consumer<ReplyWriter> members) {
		to.writeStartObject();
		members.accept(this);
		to.writeEndObject();
	}
}
