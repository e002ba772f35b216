package dev.millrace.cloud.kinesis.stream;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.KinesisSettings;

/** All streams under one directory. */
public final class Streams implements Closeable {
	private final Path directory;
	private final KinesisSettings settings;
	private final InstantSource clock;
	private final NavigableMap<String, Stream> byName = new ConcurrentSkipListMap<>();

	private Streams(Path directory, KinesisSettings settings, InstantSource clock) {
		this.directory = directory;
		this.settings = settings;
		this.clock = clock;
	}

	/** Finds the streams in that directory again, however the process ended that wrote them. */
	public static Streams open(Path directory, KinesisSettings settings, InstantSource clock) throws IOException {
		Files.createDirectories(directory);
		var streams = new Streams(directory, settings, clock);
		try (var entries = Files.list(directory)) {
			for (var entry : entries.filter(Files::isDirectory).toList()) {
				streams.openOrSweep(entry);
			}
		}
		return streams;
	}

	/** Throws RESOURCE_IN_USE when there is one of that name, LIMIT_EXCEEDED when there would be too many shards. */
	public synchronized Stream create(String name, StreamMode mode, int shardCount) {
		if (find(name).isPresent()) {
			throw ErrorCode.RESOURCE_IN_USE
					.with("Stream %s under account 000000000000 already exists.".formatted(name));
		}
		requireRoomFor(shardCount);
		var now = clock.instant();
		var creating = new Transition(StreamStatus.CREATING, now.plus(settings.transition()));
		var stream = make(StreamState.created(name, now, mode, shardCount, creating));
		byName.put(name, stream);
		return stream;
	}

	public Optional<Stream> find(String name) {
		return Optional.ofNullable(byName.get(name)).filter(stream -> !sweptAway(stream));
	}

	/** By name. */
	public List<Stream> all() {
		return byName.values().stream().filter(stream -> !sweptAway(stream)).toList();
	}

	public void delete(Stream stream) {
		stream.retire();
		sweptAway(stream);
	}

	public int openShards() {
		return all().stream().mapToInt(stream -> stream.state().shards().openCount()).sum();
	}

	/** Throws LIMIT_EXCEEDED when that many more shards would be too many. */
	public void requireRoomFor(int more) {
		int open = openShards();
		if (open + more > settings.maxOpenShards()) {
			throw ErrorCode.LIMIT_EXCEEDED
					.with("""
							This request would exceed the shard limit for the account 000000000000 in us-east-1. Current shard \
							count for the account: %d. Limit: %d. Number of additional shards that would have resulted from this \
							request: %d.\
							"""
							.formatted(open, settings.maxOpenShards(), more));
		}
	}

	/** Deletes what has expired. */
	public void expire() throws IOException {
		for (var stream : all()) {
			stream.expire();
		}
	}

	@Override
	public void close() throws IOException {
		for (var stream : byName.values()) {
			stream.close();
		}
	}

	private void openOrSweep(Path entry) throws IOException {
		if (StateFile.in(entry).exists()) {
			var stream = Stream.open(entry, settings, clock);
			byName.put(stream.state().name(), stream);
		} else {
			ShardStore.deleteAll(entry);
		}
	}

	/** Deletes a stream whose time is over, whoever comes across it first. */
	private boolean sweptAway(Stream stream) {
		if (!stream.isGone()) {
			return false;
		}
		if (byName.remove(stream.state().name(), stream)) {
			deleteFiles(stream);
		}
		return true;
	}

	private static void deleteFiles(Stream stream) {
		try {
			stream.delete();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private Stream make(StreamState state) {
		try {
			return Stream.create(directoryOf(state.name(), state.created()), state, settings, clock);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** The time keeps a new stream apart from a deleted one, "a" from "A" on some disks, and ".." from the parent directory. */
	private Path directoryOf(String name, Instant created) {
		return directory.resolve("%s@%d".formatted(name, created.toEpochMilli()));
	}
}
