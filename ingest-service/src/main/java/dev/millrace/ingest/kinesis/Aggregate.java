package dev.millrace.ingest.kinesis;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.millrace.event.Event;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One record of the stream that holds several events, in the format of the Kinesis Producer Library, which every KPL-aware
 * consumer takes apart: a magic number, a Protocol Buffers message, its MD5.
 *
 * @see <a href="https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">KPL aggregated
 *      record format</a>
 */
final class Aggregate {

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

	private final String hashKey;
	private final Map<String, Integer> partitionKeys = new LinkedHashMap<>();
	private final ByteArrayOutputStream records = new ByteArrayOutputStream(1024);
	private int keyBytes;

	Aggregate(String hashKey) {
		this.hashKey = hashKey;
	}

	void add(Event event) {
		int key = partitionKeys.computeIfAbsent(event.partitionKey(), this::newKey);
		byte[] data = event.document();
		int length = 1 + varintLength(key) + 2 + 1 + varintLength(data.length) + data.length;
		records.write(RECORDS);
		varint(records, length);
		records.write(PARTITION_KEY_INDEX);
		varint(records, key);
		records.write(EXPLICIT_HASH_KEY_INDEX);
		records.write(0);
		bytes(records, DATA, data);
	}

	private int newKey(String key) {
		keyBytes += sizeOf(key);
		return partitionKeys.size();
	}

	/** Bytes of the record as it stands, to within a few dozen. */
	int size() {
		return MAGIC.length + sizeOf(hashKey) + keyBytes + records.size() + MD5_BYTES;
	}

	/** What one more event adds at most. */
	static int sizeOf(Event event) {
		return event.document().length + 16 + sizeOf(event.partitionKey());
	}

	private static int sizeOf(String key) {
		return 4 + key.getBytes(UTF_8).length;
	}

	byte[] toBytes() {
		var message = new ByteArrayOutputStream(size());
		partitionKeys.keySet().forEach(key -> bytes(message, PARTITION_KEY_TABLE, key.getBytes(UTF_8)));
		bytes(message, EXPLICIT_HASH_KEY_TABLE, hashKey.getBytes(UTF_8));
		message.writeBytes(records.toByteArray());
		byte[] body = message.toByteArray();
		var record = new ByteArrayOutputStream(MAGIC.length + body.length + MD5_BYTES);
		record.writeBytes(MAGIC);
		record.writeBytes(body);
		record.writeBytes(Buckets.md5().digest(body));
		return record.toByteArray();
	}

	private static void bytes(ByteArrayOutputStream to, int tag, byte[] value) {
		to.write(tag);
		varint(to, value.length);
		to.writeBytes(value);
	}

	private static void varint(ByteArrayOutputStream to, int value) {
		int rest = value;
		while (rest > 0x7F) {
			to.write((rest & 0x7F) | 0x80);
			rest >>>= 7;
		}
		to.write(rest);
	}

	private static int varintLength(int value) {
		return Math.max(1, (38 - Integer.numberOfLeadingZeros(value)) / 7);
	}
}
