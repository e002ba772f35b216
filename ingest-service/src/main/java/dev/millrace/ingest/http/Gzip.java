package dev.millrace.ingest.http;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import dev.millrace.web.problem.Refusal;

/**
 * A gzip file as RFC 1952 has it: one member or several, and nothing behind the last. (The JDK's own stream passes over
 * whatever stands there, so that a mangled body would look like a whole one.)
 */
final class Gzip {

	private static final int TRAILER = 8;
	private static final int HEADER_CHECK = 1 << 1;
	private static final int EXTRA = 1 << 2;
	private static final int NAME = 1 << 3;
	private static final int COMMENT = 1 << 4;
	private static final int RESERVED = 0xE0;
	private static final int DEFLATE = 8;

	private final byte[] packed;
	private int at;

	Gzip(byte[] packed) {
		this.packed = packed;
	}

	void unpack(Buffer into) {
		while (at < packed.length) {
			header();
			member(into);
		}
	}

	private void header() {
		int start = at;
		if (next() != 0x1F || next() != 0x8B) {
			throw broken(start == 0
					? "it does not start with 1f 8b."
					: "at byte %d, behind the end of a member, stands something else.".formatted(start));
		}
		int method = next();
		int flags = next();
		if (method != DEFLATE || (flags & RESERVED) != 0) {
			throw broken("it uses a method or a flag that RFC 1952 does not define.");
		}
		skip(6); // The time of modification, extra flags, the operating system.
		if ((flags & EXTRA) != 0) {
			skip(next() | next() << 8);
		}
		skipText(flags & NAME);
		skipText(flags & COMMENT);
		skip((flags & HEADER_CHECK) == 0 ? 0 : 2);
	}

	private void member(Buffer into) {
		var crc = new CRC32();
		long length = 0;
		try (var inflater = new Inflater(true)) {
			inflater.setInput(packed, at, packed.length - at);
			while (!inflater.finished()) {
				int room = into.room();
				int count = inflater.inflate(into.array(), into.size(), room);
				if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
					throw truncated();
				}
				crc.update(into.array(), into.size(), count);
				length += count;
				into.added(count);
			}
			at += Math.toIntExact(inflater.getBytesRead());
		} catch (DataFormatException e) {
			throw broken(String.valueOf(e.getMessage()) + ".");
		}
		if (at + TRAILER > packed.length) {
			throw truncated();
		}
		if (nextInt() != (int) crc.getValue() || nextInt() != (int) length) {
			throw broken("its checksum or length is not that of its content.");
		}
	}

	private void skipText(int present) {
		if (present != 0) {
			while (next() != 0) {
				// Up to the zero that ends it.
			}
		}
	}

	private void skip(int count) {
		if (count > packed.length - at) {
			throw truncated();
		}
		at += count;
	}

	private int next() {
		if (at == packed.length) {
			throw truncated();
		}
		return packed[at++] & 0xFF;
	}

	private int nextInt() {
		return next() | next() << 8 | next() << 16 | next() << 24;
	}

	private static Refusal truncated() {
		return broken("it ends too early.");
	}

	private static Refusal broken(String what) {
		return ContentEncoding.broken("invalid-gzip", "gzip", what);
	}
}
