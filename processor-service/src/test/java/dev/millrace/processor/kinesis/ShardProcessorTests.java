package dev.millrace.processor.kinesis;

import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.kinesis.common.HashKeyRangeForLease;
import software.amazon.kinesis.exceptions.ThrottlingException;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseCoordinator;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

import dev.millrace.processor.Arrival;
import dev.millrace.processor.DeadLetter;
import dev.millrace.processor.EventQueries.Lookup;
import dev.millrace.processor.EventStore;
import dev.millrace.processor.InMemoryEvents;
import dev.millrace.processor.LoopSettings;
import dev.millrace.processor.Outcome;
import dev.millrace.processor.RecordLoop;
import dev.millrace.processor.SilentMeter;
import dev.millrace.processor.Unavailable;

import static dev.millrace.processor.TestEvents.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ShardProcessorTests {

	private static final String SHARD = "shardId-000000000000";

	private final InMemoryEvents events = new InMemoryEvents();
	private final List<String> checkpoints = new ArrayList<>();
	private final Collection<DeadLetter> letters = new ConcurrentLinkedQueue<>();
	private final List<Throwable> broken = new ArrayList<>();
	private final List<String> dropped = new ArrayList<>();
	private final SilentMeter meter = new SilentMeter();
	private final Leases leases = new Leases(meter);
	private @Nullable UUID token = UUID.randomUUID();
	private HashKeyRangeForLease range = new HashKeyRangeForLease(BigInteger.ZERO,
			BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE));
	private boolean throttled;
	private Instant now = Instant.EPOCH;

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
				new Class<?>[]{LeaseCoordinator.class},
				(_, method, arguments) -> method.getName().equals("dropLease")
						? dropped.add(((Lease) arguments[0]).leaseKey())
						: heldLease()));
		var loop = new RecordLoop(store, letters::add, new LoopSettings(4, 2, Duration.ofSeconds(40)), meter,
				Optional.empty());
		var processor = new ShardProcessor("millrace-events", loop, leases, broken::add, () -> now);
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
		lease.leaseKey(SHARD);
		lease.concurrencyToken(token);
		lease.hashKeyRange(range);
		return lease;
	}

	private ProcessRecordsInput batch(String... ids) {
		return batchOf(Arrays.stream(ids).map(id -> event(id).document()).toArray(byte[][]::new));
	}

	private ProcessRecordsInput batchOf(byte[]... data) {
		List<KinesisClientRecord> records = new ArrayList<>();
		for (byte[] bytes : data) {
			records.add(KinesisClientRecord.builder()
					.data(ByteBuffer.wrap(bytes).asReadOnlyBuffer())
					.sequenceNumber(Integer.toString(1000 + records.size()))
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
			public void release(Arrival arrival) {
				throw new AssertionError("nothing is dead-lettered");
			}

			@Override
			public List<Outcome> storeAll(List<Arrival> arrivals) {
				other.run();
				throw new Unavailable("down");
			}
		};
	}

	@Test
	void checkpointsAtTheLastRecordOnceAllAreStored() {
		var processor = processor(events);
		now = now.plusSeconds(1);
		processor.processRecords(batch("a", "b", "c"));

		assertThat(isStored("c")).isTrue();
		assertThat(checkpoints).containsExactly("checkpoint[1002]");
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
		assertThat(dropped).isEmpty();
	}

	/** Its renewal took longer than it lasts: the library never saw it lost, and would read on behind what was left. */
	@Test
	void letsALeaseGoThatCountsAgainAfterABatchWasLeftForIt() {
		UUID renewedLate = token;
		var processor = processor(instead(() -> token = null));
		processor.processRecords(batch("a"));
		assertThat(dropped).isEmpty();

		token = renewedLate;
		processor.processRecords(batch("b"));

		assertThat(dropped).containsExactly(SHARD);
		assertThat(checkpoints).isEmpty();
		assertThat(isStored("b")).isFalse();
	}

	@Test
	void checkpointsALargeBatchInPartsAndBeginsNoFurtherOnceTheServiceEnds() {
		var ids = IntStream.range(0, 2500).mapToObj(Integer::toString).toArray(String[]::new);
		processor(events).processRecords(batch(ids));
		assertThat(checkpoints).containsExactly("checkpoint[1999]", "checkpoint[2999]");
		checkpoints.clear();

		var ending = processor(new EventStore() {

			@Override
			public List<Outcome> storeAll(List<Arrival> arrivals) {
				leases.drain();
				return events.storeAll(arrivals);
			}

			@Override
			public void release(Arrival arrival) {
				throw new AssertionError("nothing is dead-lettered");
			}
		});
		ending.processRecords(batch(ids));
		ending.processRecords(batch("other"));

		assertThat(checkpoints).containsExactly("checkpoint[1999]");
		assertThat(isStored("other")).isFalse();
	}

	@Test
	void checkpointsASmallBatchWhenASecondHasPassedEvenIfNothingComes() {
		var processor = processor(events);
		processor.processRecords(batch("a"));
		assertThat(checkpoints).isEmpty();
		now = now.plusMillis(999);
		processor.processRecords(batch("b"));
		assertThat(checkpoints).isEmpty();
		now = now.plusMillis(1);

		processor.processRecords(batch());
		processor.processRecords(batch());

		assertThat(checkpoints).containsExactly("checkpoint[1000]");
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
		var processor = processor(events);
		var brokenRecord = KinesisClientRecord.builder().sequenceNumber("1").build();

		processor.processRecords(
				ProcessRecordsInput.builder().records(List.of(brokenRecord)).checkpointer(checkpointer).build());
		processor.processRecords(batch("b"));

		assertThat(broken).singleElement().isInstanceOf(NullPointerException.class);
		assertThat(checkpoints).isEmpty();
		assertThat(isStored("b")).isFalse();
	}

	@Test
	void deadLettersAnEventThatFailsWithAnErrorAndGoesOn() {
		var processor = processor(instead(() -> {
			throw new StackOverflowError();
		}));
		now = now.plusSeconds(1);

		processor.processRecords(batch("a"));

		assertThat(letters).singleElement()
				.satisfies(letter -> assertThat(letter.reason().exception()).contains("java.lang.StackOverflowError"));
		assertThat(broken).isEmpty();
		assertThat(checkpoints).containsExactly("checkpoint[1000]");
	}

	@Test
	void storesEachEventOfAnAggregateAlsoOneOutsideTheShard() {
		var processor = processor(events);

		processor.processRecords(batchOf(Aggregated.of(List.of(event("in").document(), event("out").document()))));

		assertThat(isStored("in")).isTrue();
		assertThat(isStored("out")).isTrue();
	}

	@Test
	void deadLettersWhatLiesInAnAggregateOutsideOfTheShard() {
		range = new HashKeyRangeForLease(BigInteger.ZERO, BigInteger.TWO.pow(127));
		var processor = processor(events);
		byte[] out = event("out").document();

		processor.processRecords(batchOf(Aggregated.of(List.of(event("in").document(), out))));

		assertThat(isStored("in")).isTrue();
		assertThat(isStored("out")).isFalse();
		assertThat(letters).singleElement().satisfies(letter -> {
			assertThat(letter.reason().code()).isEqualTo("misplaced");
			assertThat(letter.reason().message()).contains("340282366920938463463374607431768211455");
			assertThat(letter.record().bytes()).isEqualTo(out);
			assertThat(letter.record().position().subsequenceNumber()).isEqualTo(1);
		});
		assertThat(meter.settled).singleElement().satisfies(tally -> {
			assertThat(tally.stored()).isEqualTo(1);
			assertThat(tally.deadLetteredBecause()).isEqualTo(Map.of("misplaced", 1L));
		});
	}

	@Test
	void tellsHowFarItIsWhileABatchWaits() {
		var processor = processor(instead(() -> {
			now = now.plusSeconds(5);
			assertThat(meter.reading).singleElement().satisfies(shard -> {
				assertThat(shard.lagMillis()).isEqualTo(7000);
				assertThat(shard.ageMillis()).isEqualTo(5000);
				assertThat(shard.lagRecords()).isEqualTo(2);
			});
			token = null;
		}));

		processor.processRecords(batch("a", "b").toBuilder().millisBehindLatest(2000L).build());
		assertThat(broken).isEmpty();

		processor.leaseLost(LeaseLostInput.builder().build());
		assertThat(meter.reading).isEmpty();
	}

	@Test
	void tellsHowOldTheLastCheckpointIs() {
		var processor = processor(events);
		processor.processRecords(batch("a"));
		now = now.plusMillis(900);
		assertThat(meter.reading).singleElement()
				.satisfies(shard -> assertThat(shard.checkpointMillis()).isEqualTo(900));
		now = now.plusMillis(100);
		processor.processRecords(batch());
		assertThat(meter.reading).singleElement()
				.satisfies(shard -> assertThat(shard.checkpointMillis()).isZero());
	}

	@Test
	void deadLettersAnAggregateThatCannotBeTakenApartWithItsBytes() {
		var processor = processor(events);
		byte[] whole = Aggregated.of(List.of(event("x").document()));
		byte[] changed = whole.clone();
		changed[20]++;
		byte[] short_ = Arrays.copyOf(whole, 10);

		processor.processRecords(
				batchOf(changed, short_, Aggregated.of(List.of()), Aggregated.around("no message".getBytes(UTF_8))));

		assertThat(letters).hasSize(4)
				.allSatisfy(letter -> assertThat(letter.reason().code()).isEqualTo("broken-aggregate"));
		assertThat(letters.stream().map(letter -> letter.record().bytes())).contains(changed, short_);
	}

	@Test
	void goesOnWhereACheckpointFails() {
		var processor = processor(events);
		throttled = true;
		processor.processRecords(batch("a"));
		throttled = false;

		processor.shutdownRequested(ShutdownRequestedInput.builder().checkpointer(checkpointer).build());

		assertThat(checkpoints).containsExactly("checkpoint[1000]");
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
