package dev.millrace.processor.kinesis;

import org.junit.jupiter.api.Test;

import static dev.millrace.processor.kinesis.LeaseTable.lease;
import static org.assertj.core.api.Assertions.assertThat;

class HandOverTests {

	private final LeaseTable table = new LeaseTable();
	private final HandOver handOver = new HandOver(table.coordinator("me"));

	@Test
	void whoLeavesGivesUpItsLeasesAndItsSignOfLifeAndNothingElse() {
		table.put(lease("me", null, 0));
		table.put(lease("other", null, 0));
		table.put(lease("shardId-0", "me", 1));
		table.put(lease("shardId-1", "other", 1));
		handOver.run();
		assertThat(table.holds("me")).isFalse();
		assertThat(table.holds("other")).isTrue();
		assertThat(table.owner("shardId-0")).isNull();
		assertThat(table.owner("shardId-1")).isEqualTo("other");
	}

	/** Named as the next owner: the one before it hands it on when its batch has ended. */
	@Test
	void whatAnotherWorkerIsStillReadingIsNotGivenUp() {
		var handedOn = lease("shardId-0", "me", 1);
		handedOn.checkpointOwner("other");
		table.put(handedOn);
		handOver.run();
		assertThat(table.owner("shardId-0")).isEqualTo("me");
	}

	@Test
	void aTableThatIsDownHindersNobodyFromLeaving() {
		table.put(lease("shardId-0", "me", 1));
		table.goDown();
		handOver.run();
		assertThat(table.owner("shardId-0")).isEqualTo("me");
	}
}
