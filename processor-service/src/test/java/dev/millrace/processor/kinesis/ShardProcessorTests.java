package dev.millrace.processor.kinesis;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.kinesis.exceptions.ThrottlingException;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseCoordinator;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

import dev.millrace.processor.Arrival;
import dev.millrace.processor.EventQueries.Lookup;
import dev.millrace.processor.EventStore;
import dev.millrace.processor.InMemoryEvents;
import dev.millrace.processor.LoopSettings;
import dev.millrace.processor.Outcome;
import dev.millrace.processor.RecordLoop;
import dev.millrace.processor.Unavailable;

import static dev.millrace.processor.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ShardProcessorTests {

	private static final String SHARD = "shardId-000000000000";

	private final InMemoryEvents events = new InMemoryEvents();
	private final List<String> checkpoints = new ArrayList<>();
	private final List<Throwable> broken = new ArrayList<>();
	private final Leases leases = new Leases();
	private @Nullable UUID token = UUID.randomUUID();
	private boolean throttled;

	/** Notes what it is asked to write, and answers as the lease table would. */
	private final RecordProcessorCheckpointer checkpointer = (RecordProcessorCheckpointer) Proxy.newProxyInstance(
			getClass().getClassLoader(), new Class<?>[]{RecordProcessorCheckpointer.class},
			(_, method, arguments) -> {
				if (throttled) {
					throw new ThrottlingException("slower");
				}
				checkpoints.add(method.getName() + (arguments == null ? "" : Arrays.toString(arguments)));
				return null;
			});

	private ShardProcessor processor(EventStore store) {
		leases.coordinatedBy((LeaseCoordinator) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[]{LeaseCoordinator.class}, (_, _, _) -> heldLease()));
		var loop = new RecordLoop(store, _ -> {}, new LoopSettings(4, 2));
		var processor = new ShardProcessor("millrace-events", loop, leases, broken::add);
		processor.initialize(InitializationInput.builder()
				.shardId(SHARD)
				.extendedSequenceNumber(ExtendedSequenceNumber.TRIM_HORIZON)
				.build());
		return processor;
	}

	private @Nullable Lease heldLease() {
		if (token == null) {
			return null;
		}
		var lease = new Lease();
		lease.concurrencyToken(token);
		return lease;
	}

	private ProcessRecordsInput batch(String... ids) {
		List<KinesisClientRecord> records = new ArrayList<>();
		for (String id : ids) {
			records.add(KinesisClientRecord.builder()
					.data(ByteBuffer.wrap(event(id).document()).asReadOnlyBuffer())
					.sequenceNumber("4959")
					.subSequenceNumber(records.size())
					.approximateArrivalTimestamp(Instant.EPOCH)
					.build());
		}
		return ProcessRecordsInput.builder().records(records).checkpointer(checkpointer).build();
	}

	private boolean isStored(String id) {
		return events.byId(id, Optional.empty()) instanceof Lookup.Found;
	}

	/** A store that does something else instead. */
	private static EventStore instead(Runnable other) {
		return new EventStore() {

			@Override
			public Outcome store(Arrival arrival) {
				other.run();
				throw new Unavailable("down");
			}

			@Override
			public List<Arrival> storeAll(List<Arrival> arrivals) {
				other.run();
				throw new Unavailable("down");
			}
		};
	}

	@Test
	void checkpointsAtTheLastRecordOnceAllAreStored() {
		processor(events).processRecords(batch("a", "b", "c"));

		assertThat(isStored("c")).isTrue();
		assertThat(checkpoints).containsExactly("checkpoint[4959, 2]");
	}

	@Test
	void leavesABatchWhoseLeaseIsLostWithoutACheckpointAndTakesNoOther() {
		var processor = processor(instead(() -> token = null));

		processor.processRecords(batch("a"));
		token = UUID.randomUUID();
		processor.processRecords(batch("b"));
		processor.shutdownRequested(ShutdownRequestedInput.builder().checkpointer(checkpointer).build());

		assertThat(checkpoints).isEmpty();
		assertThat(broken).isEmpty();
	}

	@Test
	void checkpointsALargeBatchInPartsAndBeginsNoFurtherOnceTheServiceEnds() {
		var ids = IntStream.range(0, 2500).mapToObj(Integer::toString).toArray(String[]::new);
		processor(events).processRecords(batch(ids));
		assertThat(checkpoints).containsExactly("checkpoint[4959, 999]", "checkpoint[4959, 1999]",
				"checkpoint[4959, 2499]");
		checkpoints.clear();

		var ending = processor(new EventStore() {

			@Override
			public Outcome store(Arrival arrival) {
				leases.drain();
				return events.store(arrival);
			}

			@Override
			public List<Arrival> storeAll(List<Arrival> arrivals) {
				throw new AssertionError("no ids of the intake here");
			}
		});
		ending.processRecords(batch(ids));
		ending.processRecords(batch("other"));

		assertThat(checkpoints).containsExactly("checkpoint[4959, 999]");
		assertThat(isStored("other")).isFalse();
	}

	@Test
	void leavesABatchWhenTheServiceGivesUp() {
		processor(instead(leases::giveUp)).processRecords(batch("a"));

		assertThat(checkpoints).isEmpty();
	}

	@Test
	void doesNotEndAShardThatWasLeftMidway() {
		var processor = processor(instead(leases::giveUp));
		processor.processRecords(batch("a"));

		assertThatThrownBy(() -> processor
				.shardEnded(ShardEndedInput.builder().checkpointer(checkpointer).build()))
				.isInstanceOf(IllegalStateException.class);
		assertThat(checkpoints).isEmpty();
	}

	@Test
	void endsTheProcessRatherThanSkipABatch() {
		var processor = processor(instead(() -> {
			throw new StackOverflowError();
		}));

		processor.processRecords(batch("a"));
		processor.processRecords(batch("b"));

		assertThat(broken).singleElement().isInstanceOf(StackOverflowError.class);
		assertThat(checkpoints).isEmpty();
	}

	@Test
	void goesOnWhereACheckpointFails() {
		var processor = processor(events);
		throttled = true;
		processor.processRecords(batch("a"));
		throttled = false;

		processor.shutdownRequested(ShutdownRequestedInput.builder().checkpointer(checkpointer).build());

		assertThat(checkpoints).containsExactly("checkpoint[4959, 0]");
	}

	@Test
	void checkpointsTheEndOfAShard() {
		var processor = processor(events);

		processor.shardEnded(ShardEndedInput.builder().checkpointer(checkpointer).build());

		assertThat(checkpoints).containsExactly("checkpoint");
	}

	@Test
	void tellsARenewedLeaseFromTheOneBefore() {
		processor(events);
		var lease = leases.of(SHARD);
		assertThat(lease.isHeld()).isTrue();

		token = UUID.randomUUID();

		assertThat(lease.isHeld()).isFalse();
		assertThat(leases.of(SHARD).isHeld()).isTrue();
	}
}
