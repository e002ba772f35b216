package dev.millrace.cloud.kinesis.stream;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.millrace.cloud.kinesis.shard.ShardId;

/** The stores of one stream's shards, each opened when it is first asked for. */
final class ShardStores implements Closeable {
	private final Path directory;
	private final long segmentBytes;
	private final InstantSource clock;
	private final Map<ShardId, ShardStore> opened = new ConcurrentHashMap<>();

	ShardStores(Path directory, long segmentBytes, InstantSource clock) {
		this.directory = directory;
		this.segmentBytes = segmentBytes;
		this.clock = clock;
	}

	ShardStore of(ShardId id) {
		return opened.computeIfAbsent(id, this::open);
	}

	void delete(ShardId id) throws IOException {
		var store = of(id);
		opened.remove(id);
		store.delete();
	}

	@Override
	public void close() throws IOException {
		for (var store : opened.values()) {
			store.close();
		}
	}

	private ShardStore open(ShardId id) {
		try {
			return ShardStore.open(directory, id, segmentBytes, clock);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
