package dev.millrace.inspection.sandbox;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

import tools.jackson.databind.json.JsonMapper;

/** JSON values on a pipe, each with its length in front: four bytes, the highest first. */
final class Frames {

	/** What a child says is not trusted either; a profile of 1,000 columns takes a third of it. */
	private static final int MOST = 8 << 20;
	private static final JsonMapper JSON = new JsonMapper();

	private Frames() {}

	static void write(DataOutputStream out, Object value) throws IOException {
		write(out, bytes(value));
	}

	static byte[] bytes(Object value) {
		return JSON.writeValueAsBytes(value);
	}

	/** Whether the other end reads it. */
	static boolean fits(byte[] json) {
		return json.length <= MOST;
	}

	static void write(DataOutputStream out, byte[] json) throws IOException {
		out.writeInt(json.length);
		out.write(json);
		out.flush();
	}

	/** Empty at the end of the pipe. */
	static <T> Optional<T> read(DataInputStream in, Class<T> type) throws IOException {
		int length;
		try {
			length = in.readInt();
		} catch (EOFException _) {
			return Optional.empty();
		}
		if (length < 0 || length > MOST) { // No child of ours says that: it is the file's, or broken.
			throw new IOException("a frame of %,d bytes".formatted(length));
		}
		return Optional.of(JSON.readValue(in.readNBytes(length), type));
	}
}
