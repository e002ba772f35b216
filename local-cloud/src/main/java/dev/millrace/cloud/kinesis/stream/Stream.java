package dev.millrace.cloud.kinesis.stream;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.KinesisSettings;
import dev.millrace.cloud.kinesis.log.LogEntry;
import dev.millrace.cloud.kinesis.shard.Shard;
import dev.millrace.cloud.kinesis.shard.ShardMap;

/**
 * One stream: its state, which is on disk before it holds, and its shards' logs. Puts go on side by side; a change of the
 * shards waits for those under way and holds up those to come, so that nothing ever lands in a shard that is closed.
 */
public final class Stream implements Closeable {
	private final Path directory;
	private final StateFile file;
	private final KinesisSettings settings;
	private final InstantSource clock;
	private final ShardStores stores;
	private final ReadWriteLock changing = new ReentrantReadWriteLock();
	private volatile StreamState state;

	private Stream(Path directory, StreamState state, KinesisSettings settings, InstantSource clock) {
		this.directory = directory;
		this.file = StateFile.in(directory);
		this.state = state;
		this.settings = settings;
		this.clock = clock;
		this.stores = new ShardStores(directory, settings.segmentBytes(), clock);
	}

	static Stream create(Path directory, StreamState state, KinesisSettings settings, InstantSource clock)
			throws IOException {
		Files.createDirectories(directory);
		StateFile.in(directory).write(state);
		return new Stream(directory, state, settings, clock);
	}

	/** Finds the stream in that directory again, and each of its logs, with whatever a crash did to them. */
	static Stream open(Path directory, KinesisSettings settings, InstantSource clock) throws IOException {
		var stream = new Stream(directory, StateFile.in(directory).read(), settings, clock);
		stream.state.shards().all().forEach(shard -> stream.stores.of(shard.id()));
		return stream;
	}

	public StreamState state() {
		return state;
	}

	public StreamStatus status() {
		return state.status(clock.instant());
	}

	/**
	 * Appends each record to its shard, in the order given.
	 *
	 * @param limited whether the limits of shards hold
	 * @return one outcome a record, in the same order
	 */
	public List<PutOutcome> put(List<NewRecord> records, boolean limited) {
		changing.readLock().lock();
		try {
			var batch = new PutBatch(state, records);
			batch.route(stores, limited);
			batch.append(stores, clock.instant());
			return batch.outcomes();
		} finally {
			changing.readLock().unlock();
		}
	}

	/** Whether the shard's limits let a read be made now; if so, it is counted. */
	public boolean allowsRead(Shard shard) {
		return stores.of(shard.id()).limits().allowsRead();
	}

	/** Hands on the records of a shard, the oldest first, from a position of its log on. */
	public Progress read(Shard shard, long from, ReadLimits limits, Consumer<LogEntry> receiver) throws IOException {
		var store = stores.of(shard.id());
		var now = clock.instant();
		var reading = new Reading(limits, state.horizon(now), receiver);
		// Before the end is looked at: what is appended meanwhile must not be taken for the end of a closed shard.
		boolean closed = !current(shard).isOpen();
		long next = store.log().read(from, reading);
		store.limits().haveRead((double) reading.bytes());
		boolean atEnd = next >= store.log().end();
		return new Progress(next, atEnd ? 0 : reading.millisBehind(now), atEnd && closed);
	}

	/** The position after the shard's last record. */
	public long end(Shard shard) {
		return stores.of(shard.id()).log().end();
	}

	/** The position of the first record of the shard that arrived at that time or later and has not expired. */
	public long positionAt(Shard shard, Instant time) throws IOException {
		var horizon = state.horizon(clock.instant());
		return stores.of(shard.id()).log().positionAt(time.isBefore(horizon) ? horizon : time);
	}

	/** The record at a position of the shard's log; nothing when none begins there, or it has been deleted. */
	public Optional<LogEntry> entryAt(Shard shard, long position) throws IOException {
		return stores.of(shard.id()).log().entryAt(position);
	}

	/** Whether the position lies before all that is still in the shard's log. */
	public boolean isTrimmed(Shard shard, long position) {
		return position < stores.of(shard.id()).log().start();
	}

	/** Changes what is known of the stream, its shards excepted. */
	public void change(UnaryOperator<StreamState> change) {
		changing.writeLock().lock();
		try {
			save(change.apply(state));
		} finally {
			changing.writeLock().unlock();
		}
	}

	/** Changes what is known of the stream, which is busy with it for a while; it has to be active. */
	public void changeSlowly(UnaryOperator<StreamState> change) {
		change(state -> busy(change.apply(requireActive(state)), StreamStatus.UPDATING));
	}

	/** Splits or merges shards; the stream has to be active. */
	public void reshard(Resharding resharding) {
		changeSlowly(state -> state.withShards(resharding.apply(state, clock.instant(), this::endOrNone)));
	}

	/** Marks the stream as one that is being deleted. */
	void retire() {
		change(state -> busy(state, StreamStatus.DELETING));
	}

	boolean isGone() {
		return state.isGone(clock.instant());
	}

	/** Deletes the records that have expired, and the shards of which none are left. */
	void expire() throws IOException {
		var horizon = state.horizon(clock.instant());
		for (var shard : state.shards().all()) {
			if (shard.isOpenAfter(horizon)) {
				stores.of(shard.id()).log().trim(horizon);
			} else {
				change(state -> state.withShards(state.shards().without(shard)));
				stores.delete(shard.id());
			}
		}
	}

	void delete() throws IOException {
		file.delete();
		close();
		ShardStore.deleteAll(directory);
	}

	@Override
	public void close() throws IOException {
		stores.close();
	}

	/** How shards become others, given the stream as it then is, the time and where the logs end. */
	public interface Resharding {
		ShardMap apply(StreamState state, Instant now, ToLongFunction<Shard> ends);
	}

	private Shard current(Shard shard) {
		return state.shards().find(shard.id()).orElse(shard);
	}

	/** A shard that is made and closed within one change never has a log. */
	private long endOrNone(Shard shard) {
		return state.shards().find(shard.id()).map(this::end).orElse(0L);
	}

	private StreamState requireActive(StreamState state) {
		if (state.status(clock.instant()) != StreamStatus.ACTIVE) {
			throw ErrorCode.RESOURCE_IN_USE.with("Stream %s under account 000000000000 not ACTIVE, instead in state %s"
					.formatted(state.name(), state.status(clock.instant())));
		}
		return state;
	}

	private StreamState busy(StreamState state, StreamStatus status) {
		return state.withTransition(new Transition(status, clock.instant().plus(settings.transition())));
	}

	private void save(StreamState changed) {
		try {
			file.write(changed);
			state = changed;
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
