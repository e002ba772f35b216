package dev.millrace.cloud.kinesis.stream;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;

import dev.millrace.cloud.kinesis.log.ShardLog;
import dev.millrace.cloud.kinesis.shard.ShardId;
import dev.millrace.cloud.kinesis.shard.ShardLimits;

/** What a shard has at run time: its log, and how much of its limits is used. */
record ShardStore(Path directory, ShardLog log, ShardLimits limits) implements Closeable {

	static ShardStore open(Path streamDirectory, ShardId id, long segmentBytes, InstantSource clock)
			throws IOException {
		var directory = streamDirectory.resolve(id.toString());
		return new ShardStore(directory, ShardLog.open(directory, segmentBytes), new ShardLimits(clock));
	}

	@Override
	public void close() throws IOException {
		log.close();
	}

	void delete() throws IOException {
		close();
		deleteAll(directory);
	}

	static void deleteAll(Path directory) throws IOException {
		try (var files = Files.walk(directory)) {
			for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(file);
			}
		}
	}
}
