package dev.millrace.processor.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.KinesisClientLibDependencyException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.exceptions.ThrottlingException;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;

/**
 * The checkpoints of one shard: never past a record without its end, and no oftener than every {@link #RECORDS} records or
 * {@link #INTERVAL}, since each is a write that is paid for. What lies between two is what a killed worker's successor gets
 * again.
 */
final class Checkpoints {

	/** Records between checkpoints; also what the end of the service waits for. */
	static final int RECORDS = 1000;
	/** Time between checkpoints. */
	static final Duration INTERVAL = Duration.ofSeconds(1);

	private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

	private final Progress progress;
	private final InstantSource clock;
	private Instant writtenAt;
	private int records;
	private @Nullable String pending;

	Checkpoints(Progress progress, InstantSource clock) {
		this.progress = progress;
		this.clock = clock;
		this.writtenAt = clock.instant();
	}

	/** Notes that all is done up to a record of the stream. */
	void reached(String sequenceNumber, int more) {
		pending = sequenceNumber;
		records += more;
	}

	/** Writes what is due. */
	void writeIfDue(RecordProcessorCheckpointer checkpointer) {
		boolean isDue = records >= RECORDS
				|| Duration.between(writtenAt, clock.instant()).compareTo(INTERVAL) >= 0;
		if (isDue) {
			write(checkpointer);
		}
	}

	/** Writes what is not written yet. A checkpoint that fails costs only redelivery: the next one covers it. */
	void write(RecordProcessorCheckpointer checkpointer) {
		if (pending == null) {
			return;
		}
		try {
			checkpointer.checkpoint(pending);
			pending = null;
			progress.checkpointed();
		} catch (ShutdownException e) {
			log.info("{} has another worker now, which begins at the checkpoint before", progress.shard(), e);
		} catch (InvalidStateException | ThrottlingException | KinesisClientLibDependencyException e) {
			log.warn("{} could not be checkpointed at {}", progress.shard(), pending, e);
		}
		records = 0;
		writtenAt = clock.instant();
	}
}
