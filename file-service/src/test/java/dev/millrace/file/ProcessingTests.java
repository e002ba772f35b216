package dev.millrace.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

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
	private Runnable meanwhile = () -> {};
	private Inspection answer = new Inspection.Unsupported("application/octet-stream");
	private Processing processing;

	@BeforeEach
	void begin(@TempDir Path directory) {
		var settings = new FileSettings(DataSize.ofGigabytes(5), DataSize.ofMegabytes(100), DataSize.ofMegabytes(16),
				Duration.ofHours(24), Duration.ofMinutes(15), 3, directory, DataSize.ofGigabytes(8));
		var findings = new Findings(world.bucket(), Optional.empty());
		var workspaces = new Workspaces(directory, settings.workspaceSize().toBytes());
		var examination = new Examination(world.store(), world.bucket(), new Distracted(), findings, world.duties(),
				workspaces, settings, world);
		processing = new Processing(world.store(), world.bucket(), examination, world.duties(), settings, world);
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
		var generation = new Generation(new Sequencer(FIRST), Optional.empty(), 1);
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
				new Generation(new Sequencer(sequencer), Optional.empty(), 1));
	}

	private StoredFile row() {
		return world.store().find(file.id()).orElseThrow();
	}

	/** Something happens, once, while it looks; nothing that it knows is in the file. */
	private final class Distracted implements Inspector {

		@Override
		public Inspection inspect(Path content, Path workspace) throws InterruptedException {
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
