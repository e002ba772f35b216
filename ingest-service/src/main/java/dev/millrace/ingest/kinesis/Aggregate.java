package dev.millrace.ingest.kinesis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.millrace.event.Event;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One record of the stream that holds several events, in the format of the Kinesis Producer Library, which every KPL-aware
 * consumer takes apart: a magic number, a Protocol Buffers message, its MD5. What is added is counted, and written once: its size is
 * known by then, so that no byte is copied twice.
 *
 * @see <a href="https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">KPL aggregated
 *      record format</a>
 */
final class Aggregate {

	/** Bytes of a record without its events, at most. */
	static final int AROUND = 64;

	private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
	private static final int MD5_BYTES = 16;

	// Tags of the message's fields: number << 3 | 2, all of them length-delimited.
	private static final int PARTITION_KEY_TABLE = 1 << 3 | 2;
	private static final int EXPLICIT_HASH_KEY_TABLE = 2 << 3 | 2;
	private static final int RECORDS = 3 << 3 | 2;
	// Tags of a record's fields: two indexes (varint) and the data.
	private static final int PARTITION_KEY_INDEX = 1 << 3;
	private static final int EXPLICIT_HASH_KEY_INDEX = 2 << 3;
	private static final int DATA = 3 << 3 | 2;

	private final byte[] hashKey;
	private final Map<String, Integer> keyIndexes = new HashMap<>();
	private final List<byte[]> keys = new ArrayList<>();
	private final List<Inner> records = new ArrayList<>();
	private int size;

	Aggregate(String hashKey) {
		this.hashKey = hashKey.getBytes(UTF_8);
		this.size = MAGIC.length + sizeOf(this.hashKey.length) + MD5_BYTES;
	}

	void add(Event event) {
		var record = new Inner(keyIndexes.computeIfAbsent(event.partitionKey(), this::addKey), event.document());
		records.add(record);
		size += sizeOf(record.size());
	}

	private int addKey(String key) {
		byte[] bytes = key.getBytes(UTF_8);
		keys.add(bytes);
		size += sizeOf(bytes.length);
		return keys.size() - 1;
	}

	/** Events that it holds. */
	int count() {
		return records.size();
	}

	/** Bytes of the record as it stands. */
	int size() {
		return size;
	}

	/** What one more event adds at most. */
	static int sizeOf(Event event) {
		return event.document().length + 16 + 4 + event.partitionKey().getBytes(UTF_8).length;
	}

	/** Bytes of a field that holds so many. */
	private static int sizeOf(int length) {
		return 1 + varintLength(length) + length;
	}

	byte[] toBytes() {
		var record = ByteBuffer.allocate(size);
		record.put(MAGIC);
		keys.forEach(key -> field(record, PARTITION_KEY_TABLE, key));
		field(record, EXPLICIT_HASH_KEY_TABLE, hashKey);
		records.forEach(inner -> inner.writeTo(record));
		var md5 = Buckets.md5();
		md5.update(record.array(), MAGIC.length, record.position() - MAGIC.length);
		record.put(md5.digest());
		return record.array();
	}

	private static void field(ByteBuffer to, int tag, byte[] value) {
		to.put((byte) tag);
		varint(to, value.length);
		to.put(value);
	}

	private static void varint(ByteBuffer to, int value) {
		int rest = value;
		while (rest > 0x7F) {
			to.put((byte) ((rest & 0x7F) | 0x80));
			rest >>>= 7;
		}
		to.put((byte) rest);
	}

	private static int varintLength(int value) {
		return Math.max(1, (38 - Integer.numberOfLeadingZeros(value)) / 7);
	}

	/**
	 * One event's record.
	 *
	 * @param key the index of its partition key; its hash key is the only one
	 */
	@SuppressWarnings("ArrayRecordComponent") // The event's own bytes on their way out; never compared.
	private record Inner(int key, byte[] data) {

		int size() {
			return 1 + varintLength(key) + 2 + sizeOf(data.length);
		}

		void writeTo(ByteBuffer to) {
			to.put((byte) RECORDS);
			varint(to, size());
			to.put((byte) PARTITION_KEY_INDEX);
			varint(to, key);
			to.put((byte) EXPLICIT_HASH_KEY_INDEX);
			varint(to, 0);
			field(to, DATA, data);
		}
	}
}
