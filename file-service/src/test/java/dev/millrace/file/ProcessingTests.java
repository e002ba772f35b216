package dev.millrace.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.inspection.Inspection;
import dev.millrace.inspection.Inspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What comes in between while a file is looked into. */
class ProcessingTests {

	private static final String FIRST = "1A";
	private static final String SECOND = "1B";

	private final MemoryWorld world = new MemoryWorld();
	private final StoredFile file = world.uploading(Optional.empty());
	private int looks;
	private Runnable meanwhile = () -> {};
	private Inspection answer = new Inspection.Unsupported("application/octet-stream");
	private Processing processing;

	@BeforeEach
	void begin(@TempDir Path directory) {
		processing = world.processing(new Distracted(), directory);
		world.object(Keys.content(file.id()));
	}

	/** It does what is left of the first content: the row changes under whoever looks into the second. */
	@Test
	void anOldNoticeDoesNotTakeTheOutcomeOfNewContentAway() throws Exception {
		handle("first", FIRST);
		meanwhile = () -> handle("first again", FIRST);
		handle("second", SECOND);
		assertThat(row().status()).isEqualTo(FileStatus.UNSUPPORTED);
		assertThat(row().duties()).isEmpty();
		assertThat(world.told).hasSize(2);
	}

	@Test
	void aNoticeAfterTheSweepHasBroughtTheSameContentChangesNothing() throws Exception {
		processing.handle(found());
		var before = row();
		handle("late", FIRST);
		handle("redriven by hand", FIRST);
		assertThat(looks).isEqualTo(1);
		assertThat(world.told).hasSize(1);
		assertThat(row().progress()).isEqualTo(before.progress());
		assertThat(row().finding()).isEqualTo(before.finding());
		assertThat(row().generation().orElseThrow().sequencer()).as("what comes later is later than this")
				.isEqualTo(new Sequencer(FIRST));
	}

	@Test
	void aNoticeWhileTheSameContentIsLookedIntoTakesNothingAway() throws Exception {
		meanwhile = () -> handle("late", FIRST);
		processing.handle(found());
		assertThat(looks).isEqualTo(1);
		assertThat(world.told).hasSize(1);
		assertThat(row().status()).isEqualTo(FileStatus.UNSUPPORTED);
	}

	@Test
	void derivativesOfWhatWasFoundOutlastItsNotice() throws Exception {
		processing.handle(found());
		String made = Keys.derivatives(file.id(), row().generation().orElseThrow()) + "text.txt";
		world.object(made);
		handle("late", FIRST);
		assertThat(Keys.derivatives(file.id(), row().generation().orElseThrow()) + "text.txt").isEqualTo(made);
		handle("second", SECOND);
		assertThat(world.objects).as("of content that was replaced").doesNotContainKey(made);
	}

	@Test
	void otherContentThanTheSweepBroughtIsLookedInto() throws Exception {
		processing.handle(found());
		processing.handle(new Notice("other", true, file.id(),
				Generation.told(new Sequencer(FIRST), Optional.empty(), 1, Optional.of("another sum"))));
		assertThat(looks).isEqualTo(2);
		assertThat(world.told).hasSize(2);
	}

	@Test
	void anOutcomeThatIsRefusedForGoodIsADeadLetterAndNotToldAgain() throws Exception {
		world.intake = () -> new Telling.Refused(new Fault("outcome-refused", "no"), "the event");
		handle("first", FIRST);
		world.duties().attempt(row());
		assertThat(world.told).hasSize(1);
		assertThat(world.letters).containsExactly("the event");
		assertThat(row().owes()).isFalse();
		assertThat(row().refused()).singleElement().satisfies(refused -> {
			assertThat(refused.outcome().id()).isEqualTo(world.told.getFirst());
			assertThat(refused.why().code()).isEqualTo("outcome-refused");
		});

		world.intake = Telling.Taken::new;
		world.duties().attempt(world.row(row().retold()));
		assertThat(world.told).hasSize(2).containsOnly(world.told.getFirst());
		assertThat(row().refused()).isEmpty();
	}

	@Test
	void theRowOfWhatIsRefusedForEverStaysSmall() throws Exception {
		world.intake = () -> new Telling.Refused(new Fault("outcome-refused", "no"), "the event");
		for (int content = 0x1000; content < 0x1040; content++) {
			handle("m" + content, Integer.toHexString(content));
		}
		assertThat(world.letters).hasSize(64);
		assertThat(row().refused()).hasSize(20);
	}

	@Test
	void newerContentDecidesThoughTheOlderIsDoneLater() throws Exception {
		meanwhile = () -> handle("second", SECOND);
		handle("first", FIRST);
		assertThat(row().generation().orElseThrow().sequencer()).isEqualTo(new Sequencer(SECOND));
		assertThat(row().status()).isEqualTo(FileStatus.UNSUPPORTED);
		assertThat(world.told).hasSize(1);
	}

	@Test
	void whatIsDeletedMeanwhileStaysDeleted() throws Exception {
		meanwhile = () -> world.store().change(file.id(), row -> Optional.of(row.discarded(world.instant())));
		handle("first", FIRST);
		assertThat(row().status()).isEqualTo(FileStatus.DELETED);
		assertThat(world.told).isEmpty();
	}

	@Test
	void whatIsLeftToDoAboutContentLeavesThatOfLaterContent() {
		var generation = Generation.told(new Sequencer(FIRST), Optional.empty(), 1, Optional.empty());
		var removed = file.removed(new Notice("gone", false, file.id(), generation), world.instant()).orElseThrow();
		for (String content : List.of("19", FIRST, SECOND)) {
			world.object(Keys.derivatives(file.id()) + content + "/text.txt");
		}
		world.duties().attempt(world.row(removed));
		assertThat(world.objects.keySet()).containsExactlyInAnyOrder(Keys.content(file.id()),
				Keys.derivatives(file.id()) + SECOND + "/text.txt");
	}

	@Test
	void whoIsBusyLearnsNothingOfTheFile() throws Exception {
		answer = new Inspection.Busy("All children are busy.");
		assertThat(processing.handle(notice("first", FIRST))).isInstanceOf(Verdict.Later.class);
		assertThat(row().progress().attempts()).isZero();
		assertThat(row().status()).isEqualTo(FileStatus.RECEIVED);
	}

	@Test
	void anAttemptThatIsStoppedDoesNotCount() {
		meanwhile = () -> Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class)
				.isThrownBy(() -> processing.handle(notice("first", FIRST)));
		assertThat(row().progress().attempts()).isZero();
		assertThat(row().status()).isEqualTo(FileStatus.RECEIVED);
	}

	private void handle(String message, String sequencer) {
		try {
			assertThat(processing.handle(notice(message, sequencer))).isInstanceOf(Verdict.Done.class);
		} catch (InterruptedException e) {
			throw new AssertionError(e);
		}
	}

	private Notice notice(String message, String sequencer) {
		return new Notice(message, true, file.id(),
				Generation.told(new Sequencer(sequencer), Optional.empty(), 1, Optional.of("sum")));
	}

	private Notice found() {
		return new Notice("sweep", true, file.id(), Generation.found(1, Optional.of("sum")));
	}

	private StoredFile row() {
		return world.store().find(file.id()).orElseThrow();
	}

	/** Something happens, once, while it looks; nothing that it knows is in the file. */
	private final class Distracted implements Inspector {

		@Override
		public Inspection inspect(Path content, Path workspace) throws InterruptedException {
			looks++;
			var once = meanwhile;
			meanwhile = () -> {};
			once.run();
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			return answer;
		}

		@Override
		public void close() {}
	}
}
