package dev.millrace.file;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Notices tripled and shuffled, removals before creations: the last change of the object decides, whatever came when. */
class StoredFileTests {

	private static final int SEEDS = 5_000;
	private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
	private static final String ID = Ids.next(NOW, new Random(0));

	@Test
	void endsAsTheBucketEndsInWhateverOrderItIsTold() {
		for (int seed = 0; seed < SEEDS; seed++) {
			var random = new Random(seed);
			var changes = changes(random);
			var told = new ArrayList<Notice>();
			for (int copy = 0; copy < 3; copy++) {
				told.addAll(changes);
			}
			Collections.shuffle(told, random);
			StoredFile file = opened();
			for (Notice notice : told) {
				file = take(file, notice);
			}
			Notice last = changes.getLast();
			assertThat(file.status()).as("seed %d: %s", seed, told)
					.isEqualTo(last.created() ? FileStatus.PROCESSED : FileStatus.DELETED);
			assertThat(file.generation().orElseThrow().sequencer()).isEqualTo(last.generation().sequencer());
			assertThat(file.untold().stream().map(Outcome::id)).as("seed %d", seed).doesNotHaveDuplicates();
		}
	}

	/** A sweep brings what it finds in the bucket at some time; what the bucket tells comes after it, in any order. */
	@Test
	void endsAsTheBucketEndsThoughASweepWasThereFirst() {
		for (int seed = 0; seed < SEEDS; seed++) {
			var random = new Random(seed);
			var changes = changes(random);
			var there = changes.get(random.nextInt(changes.size()));
			if (!there.created()) {
				continue;
			}
			var told = new ArrayList<>(changes);
			told.addAll(changes);
			Collections.shuffle(told, random);
			told.addFirst(found(there));
			told.add(random.nextInt(told.size() + 1), found(there));
			StoredFile file = opened();
			for (Notice notice : told) {
				file = take(file, notice);
			}
			Notice last = changes.getLast();
			assertThat(file.status()).as("seed %d: %s", seed, told)
					.isEqualTo(last.created() ? FileStatus.PROCESSED : FileStatus.DELETED);
			assertThat(file.generation().orElseThrow().sequencer()).as("seed %d: %s", seed, told)
					.isEqualTo(last.generation().sequencer());
			assertThat(file.untold().stream().map(Outcome::id)).as("seed %d: %s", seed, told).doesNotHaveDuplicates();
		}
	}

	@Test
	void whatAClientDeletedStaysDeletedWhateverIsToldLater() {
		var file = opened().discarded(NOW);
		var reception = file.received(notice(true, "FF"), 3, NOW);
		assertThat(reception).isInstanceOfSatisfying(Reception.Settled.class, settled -> {
			assertThat(settled.next().status()).isEqualTo(FileStatus.DELETED);
			assertThat(settled.next().duties()).containsExactly(Duty.PURGE);
		});
	}

	@Test
	void anotherMessageOfTheSameContentIsAnsweredForByTheFirst() {
		var first = notice(true, "1");
		var claimed = ((Reception.Claimed) opened().received(first, 3, NOW)).next();
		var copy = new Notice("another", true, ID, first.generation());
		assertThat(claimed.received(copy, 3, NOW)).isInstanceOf(Reception.Elsewhere.class);
		assertThat(claimed.received(first, 3, NOW)).as("its worker died").isInstanceOf(Reception.Claimed.class);
	}

	@Test
	void aFileThatKillsItsWorkersFailsInTheEnd() {
		var notice = notice(true, "1");
		var file = opened();
		for (int attempt = 0; attempt < 3; attempt++) {
			file = ((Reception.Claimed) file.received(notice, 3, NOW)).next();
		}
		assertThat(file.received(notice, 3, NOW)).isInstanceOfSatisfying(Reception.Settled.class, settled -> {
			assertThat(settled.next().status()).isEqualTo(FileStatus.FAILED);
			assertThat(settled.next().duties()).contains(Duty.DEAD_LETTER);
			assertThat(settled.next().untold()).hasSize(1);
		});
	}

	/** In the table lie rows that were written before a member was thought of. */
	@Test
	void aRowOfAnEarlierVersionIsRead() {
		var file = ((Reception.Claimed) opened().received(notice(true, "1"), 3, NOW)).next();
		var json = (ObjectNode) JsonMapper.shared().valueToTree(file);
		json.remove("refused");
		((ObjectNode) json.get("generation")).remove(List.of("eTag", "foundAs"));
		var read = JsonMapper.shared().treeToValue(json, StoredFile.class);
		assertThat(read.refused()).isEmpty();
		assertThat(read.generation().orElseThrow().place()).isEqualTo(new Sequencer("1"));
		assertThat(read.generation().orElseThrow().isSame(Generation.found(1, Optional.of("sum")))).isFalse();
	}

	@Test
	void sequencersArePaddedOnTheRight() {
		assertThat(new Sequencer("0A")).isGreaterThan(new Sequencer("09FF"))
				.isEqualByComparingTo(new Sequencer("0a00"));
	}

	private static StoredFile take(StoredFile file, Notice notice) {
		if (!notice.created()) {
			return file.removed(notice, NOW).orElse(file);
		}
		return switch (file.received(notice, 3, NOW)) {
			case Reception.Claimed(var next) -> next.processed(Finding.NONE, NOW);
			case Reception.Settled(var next) -> next;
			case Reception.Stale(),Reception.Elsewhere() -> file;
		};
	}

	/** In the order in which the bucket makes them: sequencers of one length each, or shorter where zeros end them. */
	private static List<Notice> changes(Random random) {
		var changes = new ArrayList<Notice>();
		int most = 1 + random.nextInt(6);
		for (int i = 1; i <= most; i++) {
			String digits = "%04X".formatted(i * 16).replaceFirst("0$", random.nextBoolean() ? "" : "0");
			changes.add(notice(random.nextInt(3) > 0, digits, "sum " + random.nextInt(2)));
		}
		return changes;
	}

	private static Notice found(Notice there) {
		return new Notice("f", true, ID, Generation.found(1, there.generation().eTag()));
	}

	private static Notice notice(boolean created, String digits) {
		return notice(created, digits, "sum");
	}

	private static Notice notice(boolean created, String digits, String eTag) {
		return new Notice("m" + digits, created, ID,
				Generation.told(new Sequencer(digits), Optional.empty(), 1, Optional.of(eTag)));
	}

	private static StoredFile opened() {
		return StoredFile.opened(ID, new Upload("n", "text/plain", 1, Optional.empty(), Map.of(), "k", NOW,
				Optional.empty()), NOW);
	}
}
