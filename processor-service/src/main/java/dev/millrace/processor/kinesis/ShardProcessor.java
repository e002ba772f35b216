package dev.millrace.processor.kinesis;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.ShutdownException;
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
import dev.millrace.processor.RecordLoop;
import dev.millrace.processor.StreamRecord;

/**
 * Hands the batches of one shard to the loop and checkpoints each when all of it has its outcome. The library would skip
 * a batch whose processing throws, so nothing is thrown to it: a batch that was left midway ends the work on the shard
 * until the lease is taken anew, from the last checkpoint.
 */
final class ShardProcessor implements ShardRecordProcessor {

	private static final Logger log = LoggerFactory.getLogger(ShardProcessor.class);

	private final String stream;
	private final RecordLoop loop;
	private final Leases leases;
	private final Consumer<Throwable> broken;
	private final InstantSource clock;
	private String shard = "";
	private Lease lease = () -> false;
	private Checkpoints checkpoints;
	private Progress progress;
	private Aggregates aggregates = new Aggregates(Optional.empty());
	private boolean abandoned;
	private boolean lost;

	/** @param broken ends the process, so that another begins at the last checkpoint */
	ShardProcessor(String stream, RecordLoop loop, Leases leases, Consumer<Throwable> broken, InstantSource clock) {
		this.stream = stream;
		this.loop = loop;
		this.leases = leases;
		this.broken = broken;
		this.clock = clock;
		this.progress = new Progress(shard, clock);
		this.checkpoints = new Checkpoints(progress, clock);
	}

	@Override
	public void initialize(InitializationInput input) {
		shard = input.shardId();
		lease = leases.of(shard);
		progress = new Progress(shard, clock);
		checkpoints = new Checkpoints(progress, clock);
		aggregates = new Aggregates(leases.rangeOf(shard));
		leases.begin(progress);
		log.info("{} is read from {}", shard, input.extendedSequenceNumber());
	}

	/** Called without records too, so that a shard that falls silent is checkpointed where it did. */
	@Override
	public void processRecords(ProcessRecordsInput input) {
		if (abandoned) {
			readAnew();
			return;
		}
		try {
			progress.read(input.records(), input.millisBehindLatest());
			process(input.records(), input.checkpointer());
			progress.idle();
			checkpoints.writeIfDue(input.checkpointer());
		} catch (LeaseLost e) {
			abandoned = true;
			lost = true;
			log.warn("{} is left in the midst of a batch, which its next worker gets again", shard, e);
		} catch (Throwable e) { // A fault of the loop itself: what became of the batch is unknown.
			abandoned = true;
			broken.accept(e);
		}
	}

	/**
	 * A renewal that comes too late, but comes, makes a lease count again that for a moment did not. The library may not have
	 * seen that moment, and would go on behind the batch that was left in it.
	 */
	private void readAnew() {
		if (lost && lease.isHeld()) {
			leases.drop(shard);
		}
	}

	private void process(List<KinesisClientRecord> records, RecordProcessorCheckpointer checkpointer) {
		List<StreamRecord> part = new ArrayList<>();
		int begun = 0;
		for (int i = 0; i < records.size() && !abandoned; i++) {
			KinesisClientRecord record = records.get(i);
			part.addAll(aggregates.takeApart(record, stream, shard));
			if (part.size() >= Checkpoints.RECORDS || i == records.size() - 1) {
				process(part, record.sequenceNumber());
				progress.settled(i + 1 - begun, part.size());
				begun = i + 1;
				checkpoints.writeIfDue(checkpointer);
				part = new ArrayList<>();
			}
		}
	}

	private void process(List<StreamRecord> part, String end) {
		if (leases.isDraining()) {
			abandoned = true;
			return;
		}
		var tally = loop.process(part, lease);
		checkpoints.reached(end, part.size());
		log.debug("{}: {} records: {}", shard, part.size(), tally);
	}

	@Override
	public void leaseLost(LeaseLostInput input) {
		leases.end(progress);
		log.info("The lease on {} ended", shard);
	}

	/** The library calls again where this throws, and children wait until it does not. */
	@Override
	public void shardEnded(ShardEndedInput input) {
		if (abandoned) {
			readAnew();
			throw new IllegalStateException(shard + " was left in the midst of a batch, so it is not at its end");
		}
		try {
			input.checkpointer().checkpoint();
			leases.end(progress);
			log.info("{} is finished", shard);
		} catch (ShutdownException | InvalidStateException e) {
			throw new IllegalStateException("the end of " + shard + " could not be checkpointed", e);
		}
	}

	/** Not to where records were handed out, but to where they were done. */
	@Override
	public void shutdownRequested(ShutdownRequestedInput input) {
		checkpoints.write(input.checkpointer());
		leases.end(progress);
		log.info("{} is left where its records are done", shard);
	}
}
