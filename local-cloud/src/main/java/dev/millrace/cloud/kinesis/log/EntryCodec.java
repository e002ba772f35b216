package dev.millrace.cloud.kinesis.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * An entry's bytes: length of the whole (4), CRC32C of position and all that follows it (4), arrival in ms (8), flags (1), length
 * of the partition key (2), the key, the data. The position is in the checksum, but not in the bytes: an entry is
 * whole only where it was written, so that data which happens to look like an entry is never taken for one.
 */
final class EntryCodec {
	static final int HEADER = 19;
	/** Far above what a record may hold (10 MiB at AWS); a greater length is no length. */
	static final int MAX_LENGTH = 16 << 20;
	private static final int CRC_AT = 4;
	private static final int CHECKED_FROM = 8;
	private static final byte ENCRYPTED = 1;

	private EntryCodec() {}

	/** Appends the entry to the target, which is large enough, and returns its length. */
	static int encode(ByteBuffer target, long position, long arrivalMillis, NewEntry entry, byte[] key) {
		int start = target.position();
		int length = length(key, entry);
		target.putInt(length).putInt(0).putLong(arrivalMillis);
		target.put(entry.encrypted() ? ENCRYPTED : 0).putShort((short) key.length);
		target.put(key).put(entry.data().duplicate());
		target.putInt(start + CRC_AT, checksum(target, start, length, position));
		return length;
	}

	static int length(byte[] key, NewEntry entry) {
		return HEADER + key.length + entry.data().remaining();
	}

	/** The length that the entry at the buffer's position claims, or 0 when no entry can begin there. */
	static int claimedLength(ByteBuffer source) {
		int length = source.getInt(source.position());
		return length < HEADER || length > MAX_LENGTH ? 0 : length;
	}

	/** The entry at the buffer's position, all of whose claimed length is in the buffer; nothing when it is not whole. */
	static Optional<LogEntry> decode(ByteBuffer source, long position) {
		int start = source.position();
		int length = claimedLength(source);
		if (checksum(source, start, length, position) != source.getInt(start + CRC_AT)) {
			return Optional.empty();
		}
		return Optional.of(entry(source.slice(start, length), position, length));
	}

	private static LogEntry entry(ByteBuffer bytes, long position, int length) {
		long arrival = bytes.getLong(CHECKED_FROM);
		boolean encrypted = bytes.get(CHECKED_FROM + 8) == ENCRYPTED;
		var key = new byte[Short.toUnsignedInt(bytes.getShort(CHECKED_FROM + 9))];
		bytes.position(HEADER).get(key);
		return new LogEntry(position, position + length, arrival, new String(key, StandardCharsets.UTF_8), encrypted,
				bytes.slice());
	}

	private static int checksum(ByteBuffer buffer, int start, int length, long position) {
		var crc = new CRC32C();
		crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, position));
		crc.update(buffer.slice(start + CHECKED_FROM, length - CHECKED_FROM));
		return (int) crc.getValue();
	}
}
