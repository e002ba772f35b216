package dev.millrace.cloud.kinesis.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a log again after the process ended, however it ended. Only the last segment can be torn, for no other is written to:
 * it is walked over, and what follows its last whole entry is cut off. Such bytes were never acknowledged.
 */
final class Recovery {
	private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

	private final NavigableMap<Long, Segment> segments = new TreeMap<>();
	private long end;
	private long lastArrivalMillis;

	private Recovery() {}

	static Recovery of(Path directory) throws IOException {
		var recovery = new Recovery();
		recovery.openAll(directory);
		recovery.checkThatNoneIsMissing();
		recovery.findEnd();
		return recovery;
	}

	NavigableMap<Long, Segment> segments() {
		return segments;
	}

	long end() {
		return end;
	}

	/** Of the last entry, in ms since 1970; 0 in an empty log. */
	long lastArrivalMillis() {
		return lastArrivalMillis;
	}

	private void openAll(Path directory) throws IOException {
		try (var files = Files.list(directory)) {
			for (var file : files.filter(Segment::isSegment).toList()) {
				long base = Segment.baseOf(file);
				segments.put(base, Segment.open(directory, base));
			}
		}
	}

	private void checkThatNoneIsMissing() throws IOException {
		for (var segment : segments.headMap(segments.isEmpty() ? 0 : segments.lastKey()).values()) {
			if (!segments.containsKey(segment.base + segment.size())) {
				throw new CorruptLogException(
						"%s has %d bytes, but no segment goes on from there".formatted(segment, segment.size()));
			}
		}
	}

	/** A last segment in which nothing is whole is dropped, unless it is all there is: its base says how far the log got. */
	private void findEnd() throws IOException {
		while (!segments.isEmpty()) {
			var last = segments.lastEntry().getValue();
			end = cutTornTail(last);
			if (end > last.base || segments.size() == 1) {
				return;
			}
			segments.remove(last.base);
			last.delete();
		}
	}

	private long cutTornTail(Segment segment) throws IOException {
		long size = segment.size();
		var reader = new SegmentReader(segment, segment.base, segment.base + size);
		for (Optional<LogEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
			lastArrivalMillis = entry.get().arrivalMillis();
		}
		long torn = segment.base + size - reader.position();
		if (torn > 0) {
			LOG.warn("Cut {} bytes of a torn entry off the end of {}: it was being written when the process ended",
					torn,
					segment);
			segment.cutAt(reader.position());
		}
		return reader.position();
	}
}
