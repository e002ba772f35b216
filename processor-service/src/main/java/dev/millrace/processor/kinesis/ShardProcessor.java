package dev.millrace.processor.kinesis;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.KinesisClientLibDependencyException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.exceptions.ThrottlingException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

import dev.millrace.processor.Lease;
import dev.millrace.processor.LeaseLost;
import dev.millrace.processor.Position;
import dev.millrace.processor.RecordLoop;
import dev.millrace.processor.StreamRecord;

/**
 * Hands the batches of one shard to the loop and checkpoints each when all of it has its outcome. The library would skip
 * a batch whose processing throws, so nothing is thrown to it: a batch that was left midway ends the work on the shard
 * until the lease is taken anew, from the last checkpoint.
 */
final class ShardProcessor implements ShardRecordProcessor {

	private static final Logger log = LoggerFactory.getLogger(ShardProcessor.class);

	/** Records between checkpoints: what is delivered again after a crash, and what the end of the service waits for. */
	private static final int PART = 1000;

	private final String stream;
	private final RecordLoop loop;
	private final Leases leases;
	private final Consumer<Throwable> broken;
	private String shard = "";
	private Lease lease = () -> false;
	private boolean abandoned;
	private Optional<Position> done = Optional.empty();

	/** @param broken ends the process, so that another begins at the last checkpoint */
	ShardProcessor(String stream, RecordLoop loop, Leases leases, Consumer<Throwable> broken) {
		this.stream = stream;
		this.loop = loop;
		this.leases = leases;
		this.broken = broken;
	}

	@Override
	public void initialize(InitializationInput input) {
		shard = input.shardId();
		lease = leases.of(shard);
		log.info("{} is read from {}", shard, input.extendedSequenceNumber());
	}

	@Override
	public void processRecords(ProcessRecordsInput input) {
		if (abandoned || input.records().isEmpty()) {
			return;
		}
		try {
			List<StreamRecord> batch = input.records().stream().map(this::record).toList();
			for (int from = 0; from < batch.size() && !abandoned; from += PART) {
				process(batch.subList(from, Math.min(batch.size(), from + PART)), input.checkpointer());
			}
		} catch (LeaseLost e) {
			abandoned = true;
			log.warn("{} is left in the midst of a batch, which its next worker gets again", shard, e);
		} catch (Throwable e) { // An Error, or a fault of the loop: what became of the batch is unknown.
			abandoned = true;
			broken.accept(e);
		}
	}

	private void process(List<StreamRecord> part, RecordProcessorCheckpointer checkpointer) {
		if (leases.isDraining()) {
			abandoned = true;
			return;
		}
		var tally = loop.process(part, lease);
		done = Optional.of(part.getLast().position());
		log.debug("{}: {} records: {}", shard, part.size(), tally);
		checkpoint(checkpointer);
	}

	private StreamRecord record(KinesisClientRecord record) {
		byte[] bytes = new byte[record.data().remaining()];
		record.data().get(bytes);
		var position = new Position(stream, shard, record.sequenceNumber(), record.subSequenceNumber());
		return new StreamRecord(position, record.approximateArrivalTimestamp(), bytes);
	}

	/** A checkpoint that fails costs only redelivery: the next batch's covers it. */
	private void checkpoint(RecordProcessorCheckpointer checkpointer) {
		done.ifPresent(at -> {
			try {
				checkpointer.checkpoint(at.sequenceNumber(), at.subsequenceNumber());
			} catch (ShutdownException e) {
				log.info("{} has another worker now, which begins at the checkpoint before", shard, e);
			} catch (InvalidStateException | ThrottlingException | KinesisClientLibDependencyException e) {
				log.warn("{} could not be checkpointed at {}", shard, at, e);
			}
		});
	}

	@Override
	public void leaseLost(LeaseLostInput input) {
		log.info("The lease on {} ended", shard);
	}

	/** The library calls again where this throws, and children wait until it does not. */
	@Override
	public void shardEnded(ShardEndedInput input) {
		if (abandoned) {
			throw new IllegalStateException(shard + " was left in the midst of a batch, so it is not at its end");
		}
		try {
			input.checkpointer().checkpoint();
			log.info("{} is finished", shard);
		} catch (ShutdownException | InvalidStateException e) {
			throw new IllegalStateException("the end of " + shard + " could not be checkpointed", e);
		}
	}

	/** Not to where records were handed out, but to where they were done. */
	@Override
	public void shutdownRequested(ShutdownRequestedInput input) {
		checkpoint(input.checkpointer());
		log.info("{} is left at {}", shard, done);
	}
}
