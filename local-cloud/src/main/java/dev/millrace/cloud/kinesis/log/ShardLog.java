package dev.millrace.cloud.kinesis.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The records of one shard, in the order of their arrival. An entry's position is its address in bytes, which makes an index
 * needless: memory does not grow with the log. What append has returned is in the operating system's hands: it outlives the
 * process, though not the machine's power. Readers see whole appends only, and never wait for a writer.
 */
public final class ShardLog implements Closeable {
	private final Path directory;
	private final long segmentBytes;
	private final NavigableMap<Long, Segment> segments;
	private final ReentrantLock writing = new ReentrantLock();
	private volatile long end;
	private long lastArrivalMillis;

	private ShardLog(Path directory, long segmentBytes, Recovery found) {
		this.directory = directory;
		this.segmentBytes = segmentBytes;
		this.segments = new ConcurrentSkipListMap<>(found.segments());
		this.end = found.end();
		this.lastArrivalMillis = found.lastArrivalMillis();
	}

	/**
	 * Opens the log in that directory, or begins one there.
	 *
	 * @param segmentBytes a segment that has grown to this size is followed by a new one; one append is never divided
	 * @throws CorruptLogException when a segment is missing from the middle
	 */
	public static ShardLog open(Path directory, long segmentBytes) throws IOException {
		Files.createDirectories(directory);
		return new ShardLog(directory, segmentBytes, Recovery.of(directory));
	}

	/** The position after the last whole entry: where the next one will begin. */
	public long end() {
		return end;
	}

	/**
	 * Appends the entries with one write.
	 *
	 * @param now taken as the time of arrival, unless an earlier entry already came later
	 * @return the position of each entry, in the order given
	 * @throws IOException when the write failed: none of the entries will be seen
	 */
	public List<Long> append(List<NewEntry> entries, Instant now) throws IOException {
		var keys = entries.stream().map(entry -> entry.partitionKey().getBytes(StandardCharsets.UTF_8)).toList();
		writing.lock();
		try {
			long arrival = Math.max(lastArrivalMillis, now.toEpochMilli());
			var positions = new ArrayList<Long>(entries.size());
			write(encode(entries, keys, arrival, positions));
			lastArrivalMillis = arrival;
			return positions;
		} finally {
			writing.unlock();
		}
	}

	/**
	 * Hands over one entry after the other, from the first one at or after that position, for as long as the visitor wants more.
	 *
	 * @return the position from which to go on: the end, or that of the first entry that the visitor did not take
	 * @throws CorruptLogException when no entry begins at the position
	 */
	public long read(long from, Predicate<LogEntry> visitor) throws IOException {
		long stop = end;
		long position = Math.max(from, start());
		while (position < stop) {
			var reader = readerAt(position, stop);
			while (!reader.atEnd()) {
				var entry = reader.next().orElseThrow(() -> corrupt(reader.position()));
				if (!visitor.test(entry)) {
					return entry.position();
				}
			}
			position = reader.position();
		}
		return position;
	}

	/** The entry at that position, which may lie anywhere; nothing when none begins there. */
	public Optional<LogEntry> entryAt(long position) throws IOException {
		return position < start() || position >= end ? Optional.empty() : readerAt(position, end).next();
	}

	/** The position of the first entry that arrived at that time or later; the end when none did. */
	public long positionAt(Instant time) throws IOException {
		long millis = time.toEpochMilli();
		return read(baseOfLastBefore(millis), entry -> entry.arrivalMillis() < millis);
	}

	/** The position of the oldest entry that is still there; the end when none is. */
	public long start() {
		var first = segments.firstEntry();
		return first == null ? end : first.getKey();
	}

	/** Deletes each segment all of whose entries arrived before that time. */
	public void trim(Instant before) throws IOException {
		writing.lock();
		try {
			while (segments.size() > 1 && firstArrivalMillis(second()) < before.toEpochMilli()) {
				segments.pollFirstEntry().getValue().delete();
			}
		} finally {
			writing.unlock();
		}
	}

	@Override
	public void close() throws IOException {
		for (var segment : segments.values()) {
			segment.close();
		}
	}

	private ByteBuffer encode(List<NewEntry> entries, List<byte[]> keys, long arrival, List<Long> positions) {
		int length = 0;
		for (int i = 0; i < entries.size(); i++) {
			length += EntryCodec.length(keys.get(i), entries.get(i));
		}
		var bytes = ByteBuffer.allocate(length);
		for (int i = 0; i < entries.size(); i++) {
			long position = end + bytes.position();
			EntryCodec.encode(bytes, position, arrival, entries.get(i), keys.get(i));
			positions.add(position);
		}
		return bytes.flip();
	}

	private void write(ByteBuffer bytes) throws IOException {
		long position = end;
		int length = bytes.remaining();
		var segment = writable();
		try {
			segment.write(bytes, position);
		} catch (IOException e) {
			// What a later start would find after the end must not be taken for entries.
			segment.cutAt(position);
			throw e;
		}
		end = position + length;
	}

	private Segment writable() throws IOException {
		var last = segments.lastEntry();
		if (last != null && end - last.getKey() < segmentBytes) {
			return last.getValue();
		}
		var next = Segment.open(directory, end);
		segments.put(next.base, next);
		return next;
	}

	private SegmentReader readerAt(long position, long stop) throws IOException {
		var segment = segments.floorEntry(position);
		if (segment == null) {
			throw new CorruptLogException("Position %d of %s was trimmed".formatted(position, directory));
		}
		var next = segments.higherKey(position);
		return new SegmentReader(segment.getValue(), position, next == null ? stop : Math.min(next, stop));
	}

	/** Bisects: the first arrival of a segment is read from it, and arrivals never go back from one to the next. */
	private long baseOfLastBefore(long millis) throws IOException {
		var bases = List.copyOf(segments.keySet());
		int low = 0;
		int high = bases.size();
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (firstArrivalMillis(bases.get(middle)) < millis) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return low == 0 ? start() : bases.get(low - 1);
	}

	private long firstArrivalMillis(long base) throws IOException {
		var first = readerAt(base, end).next();
		return first.map(LogEntry::arrivalMillis).orElse(Long.MAX_VALUE);
	}

	private Long second() {
		return List.copyOf(segments.keySet()).get(1);
	}

	private CorruptLogException corrupt(long position) {
		Map.Entry<Long, Segment> segment = segments.floorEntry(position);
		return new CorruptLogException("No whole entry at position %d of %s".formatted(position,
				segment == null ? directory : segment.getValue()));
	}
}
