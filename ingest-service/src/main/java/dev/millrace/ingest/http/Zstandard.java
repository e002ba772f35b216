package dev.millrace.ingest.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;

/** Zstandard frames (RFC 8878), one or several. */
final class Zstandard {

	/** Windows of 8 MiB at most, as RFC 9659 sets for this Content-Encoding: a window is memory outside of the heap. */
	private static final int WINDOW_LOG = 23;

	private Zstandard() {}

	static void unpack(byte[] packed, Buffer into) {
		try (var in = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(packed)).setLongMax(WINDOW_LOG)) {
			int read = 0;
			while (read >= 0) {
				into.added(read);
				int room = into.room();
				read = in.read(into.array(), into.size(), room);
			}
		} catch (IOException e) {
			throw ContentEncoding.broken("invalid-zstd", "zstd", String.valueOf(e.getMessage()) + ".");
		}
	}
}
