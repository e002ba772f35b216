package dev.millrace.cloud.kinesis.log;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One file of a log. Its name is the position of its first byte, so that a position alone finds the file. */
final class Segment implements Closeable {
	private static final String SUFFIX = ".log";
	/** Heap buffers are copied to native memory that each thread keeps: small pieces keep that small. */
	private static final int PIECE = 256 << 10;

	final long base;
	private final Path file;
	private final FileChannel channel;

	private Segment(long base, Path file, FileChannel channel) {
		this.base = base;
		this.file = file;
		this.channel = channel;
	}

	static Segment open(Path directory, long base) throws IOException {
		var file = directory.resolve("%020d%s".formatted(base, SUFFIX));
		return new Segment(base, file, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE));
	}

	static boolean isSegment(Path file) {
		return file.getFileName().toString().endsWith(SUFFIX);
	}

	static long baseOf(Path file) {
		var name = file.getFileName().toString();
		return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
	}

	long size() throws IOException {
		return channel.size();
	}

	/** Writes all of the buffer at the log's position. */
	void write(ByteBuffer bytes, long position) throws IOException {
		int limit = bytes.limit();
		long at = position - base;
		while (bytes.position() < limit) {
			bytes.limit(Math.min(limit, bytes.position() + PIECE));
			at += channel.write(bytes, at);
		}
	}

	/** Fills the buffer up to its limit from the log's position on, which all lie in this segment. */
	void read(ByteBuffer into, long position) throws IOException {
		int limit = into.limit();
		long at = position - base;
		while (into.position() < limit) {
			into.limit(Math.min(limit, into.position() + PIECE));
			int read = channel.read(into, at);
			if (read < 0) {
				throw new EOFException("%s ends before position %d".formatted(file, position));
			}
			at += read;
		}
	}

	void cutAt(long position) throws IOException {
		channel.truncate(position - base);
	}

	void delete() throws IOException {
		close();
		Files.deleteIfExists(file);
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}

	@Override
	public String toString() {
		return file.toString();
	}
}
