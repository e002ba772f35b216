package dev.millrace.cloud.kinesis.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Walks over the entries of one segment, holding one chunk of it at a time however much is read. */
final class SegmentReader {
	private static final int CHUNK = 256 << 10;

	private final Segment segment;
	private final long end;
	private long position;
	private ByteBuffer chunk = ByteBuffer.allocate(0);

	/** From a position up to the end, where whole entries end or, after a crash, a torn one does. */
	SegmentReader(Segment segment, long position, long end) {
		this.segment = segment;
		this.position = position;
		this.end = end;
	}

	long position() {
		return position;
	}

	boolean atEnd() {
		return position >= end;
	}

	/** The entry at the position, which then is the next one's; nothing, and no step, where no whole entry is. */
	Optional<LogEntry> next() throws IOException {
		return atEnd() || !fill(EntryCodec.HEADER) ? Optional.empty() : nextOfLength(EntryCodec.claimedLength(chunk));
	}

	private Optional<LogEntry> nextOfLength(int length) throws IOException {
		if (length == 0 || !fill(length)) {
			return Optional.empty();
		}
		var entry = EntryCodec.decode(chunk, position);
		entry.ifPresent(this::step);
		return entry;
	}

	private void step(LogEntry entry) {
		int length = Math.toIntExact(entry.next() - position);
		chunk.position(chunk.position() + length);
		position += length;
	}

	/** Has that many bytes in the chunk, in a fresh one if need be: entries handed out still look into the old one. */
	private boolean fill(int needed) throws IOException {
		if (chunk.remaining() >= needed) {
			return true;
		}
		if (end - position < needed) {
			return false;
		}
		var fresh = ByteBuffer.allocate((int) Math.min(Math.max(CHUNK, needed), end - position));
		segment.read(fresh, position);
		chunk = fresh.flip();
		return true;
	}
}
