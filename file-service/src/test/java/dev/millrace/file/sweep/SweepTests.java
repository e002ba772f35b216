package dev.millrace.file.sweep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import dev.millrace.file.FileStatus;
import dev.millrace.file.Finding;
import dev.millrace.file.Generation;
import dev.millrace.file.Keys;
import dev.millrace.file.MemoryWorld;
import dev.millrace.file.Notice;
import dev.millrace.file.Reception;
import dev.millrace.file.Sequencer;
import dev.millrace.file.StoredFile;
import dev.millrace.file.Telling;
import dev.millrace.file.Unavailable;
import dev.millrace.file.Upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Each thing that a kill, a lost notice or somebody's hand may leave is found, told apart from what is only young, and mended. */
class SweepTests {

	private static final Duration GRACE = Duration.ofMinutes(5);
	private static final Duration STUCK = Duration.ofMinutes(15);
	private static final int PER_SECOND = 50;

	private final MemoryWorld world = new MemoryWorld();
	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
	private final List<Duration> pauses = new ArrayList<>();

	@Test
	void whatWasNotToldIsTold() {
		var file = world.row(world.processing().processed(Finding.NONE, world.instant()));
		latecomers(false).sweep();
		assertThat(world.told).as("its worker may be about to").isEmpty();

		world.pass(Duration.ofSeconds(10));
		latecomers(false).sweep();
		latecomers(false).sweep();

		assertThat(world.told).containsExactly(file.id() + ".1A.0.processed");
		assertFound("duty-left", 1, true);
	}

	@Test
	void whoDoesNotAnswerIsAskedLessAndLessOften() {
		world.row(world.processing().processed(Finding.NONE, world.instant()));
		world.intake = () -> {
			throw new Unavailable("The intake answered 503", null);
		};
		var latecomers = latecomers(false);
		var asked = new ArrayList<Integer>();
		for (int sweep = 1; sweep <= 180; sweep++) {
			world.pass(Duration.ofSeconds(10));
			int before = world.told.size();
			latecomers.sweep();
			if (world.told.size() > before) {
				asked.add(sweep);
			}
		}
		assertThat(asked).as("sweeps, each 10 s after the other: never more than ten minutes between")
				.containsExactly(1, 2, 4, 8, 16, 32, 64, 124);

		world.intake = Telling.Taken::new;
		world.pass(Duration.ofMinutes(10));
		latecomers.sweep();
		latecomers.sweep();
		assertThat(world.told).hasSize(asked.size() + 1);
	}

	@Test
	void contentThatCameJustNowIsLeftToItsNoticeHoweverOldTheSlipIs() {
		var file = world.uploading(Optional.empty());
		world.pass(GRACE.plusMinutes(1));
		world.object(Keys.content(file.id()));
		latecomers(false).sweep();
		assertThat(world.brought).isEmpty();
	}

	@Test
	void slipsThatNobodyUsesYetKeepNoLostNoticeWaiting() {
		for (int i = 0; i < 450; i++) {
			world.uploading(Optional.empty());
		}
		var file = world.uploading(Optional.empty());
		world.object(Keys.content(file.id()));
		world.pass(GRACE.plusSeconds(1));
		var latecomers = latecomers(false);
		for (int sweep = 0; sweep < 3; sweep++) {
			latecomers.sweep();
		}
		assertThat(world.brought).containsExactly(file.id() + " 0");
	}

	@Test
	void contentWhoseNoticeWasLostIsBrought() {
		var file = world.uploading(Optional.empty());
		world.object(Keys.content(file.id()));
		world.pass(GRACE.minusSeconds(1));
		latecomers(false).sweep();
		assertThat(world.brought).isEmpty();

		world.pass(Duration.ofSeconds(2));
		latecomers(false).sweep();

		assertThat(world.brought).containsExactly(file.id() + " 0");
		assertFound("notice-lost", 1, true);
		latecomers(false).sweep();
		assertThat(world.brought).as("a long queue is not made longer").hasSize(1);
	}

	@Test
	void contentThatWentBeforeItsNoticeCameIsNotWaitedFor() {
		var file = world.row(world.uploading(Optional.empty()).arrived(world.instant()).orElseThrow());
		world.pass(STUCK.plusSeconds(1));
		latecomers(false).sweep();
		assertThat(status(file)).isEqualTo(FileStatus.DELETED);
		assertThat(world.brought).isEmpty();
	}

	@Test
	void anAbandonedUploadIsAbortedAfterItsExpiry() {
		var file = world.uploading(Optional.of(new Upload.Multipart("parts", 5)));
		world.pass(Duration.ofHours(1));
		latecomers(false).sweep();
		assertThat(world.aborted).isEmpty();

		world.pass(Duration.ofSeconds(1));
		latecomers(false).sweep();

		assertThat(world.aborted).containsExactly("parts");
		assertThat(status(file)).isEqualTo(FileStatus.DELETED);
		assertFound("upload-abandoned", 1, true);
	}

	@Test
	void whatIsStuckIsTakenUpAnew() {
		var file = world.processing();
		world.pass(STUCK.minusSeconds(1));
		latecomers(false).sweep();
		assertThat(status(file)).isEqualTo(FileStatus.PROCESSING);

		world.pass(Duration.ofSeconds(2));
		latecomers(false).sweep();

		assertThat(status(file)).isEqualTo(FileStatus.RECEIVED);
		assertThat(world.brought).containsExactly(file.id() + " 1A");
		assertFound("stuck", 1, true);
	}

	@Test
	void anObjectWithoutARowIsBrought() throws Exception {
		String id = world.id();
		world.object(Keys.content(id));
		world.object("uploads/not-of-ours");
		walk(false).walk();
		assertThat(world.brought).as("its row may be about to come").isEmpty();

		world.pass(GRACE.plusSeconds(1));
		walk(false).walk();

		assertThat(world.brought).containsExactly(id + " 0");
		assertThat(world.objects).containsKey("uploads/not-of-ours");
		assertFound("object-without-row", 1, true);
	}

	@Test
	void contentThatWasReplacedUnheardIsLookedIntoAndToldOfOnce() throws Exception {
		var first = new Notice("first", true, world.uploading(Optional.empty()).id(),
				Generation.told(new Sequencer("1A"), Optional.empty(), 1, Optional.of("another sum")));
		var claim = (Reception.Claimed) world.store()
				.find(first.file())
				.orElseThrow()
				.received(first, 3,
						world.instant());
		var before = world.row(world.row(claim.next()).processed(Finding.NONE, world.instant()));
		world.duties().attempt(before);
		world.object(Keys.content(before.id()));
		world.pass(GRACE.minusSeconds(1));
		walk(false).walk();
		assertThat(world.brought).as("its notice may be on its way").isEmpty();

		world.pass(Duration.ofSeconds(2));
		walk(true).walk();
		assertFound("content-replaced", 1, false);
		walk(false).walk();
		walk(false).walk();

		assertFound("content-replaced", 1, true);
		assertThat(world.brought).hasSize(1);
		var row = world.store().find(before.id()).orElseThrow();
		var content = row.generation().orElseThrow();
		assertThat(row.status()).isEqualTo(FileStatus.RECEIVED);
		var claimed = (Reception.Claimed) row.received(new Notice("n", true, row.id(), content), 3, world.instant());
		world.duties().attempt(world.row(world.row(claimed.next()).processed(Finding.NONE, world.instant())));
		assertThat(world.told).hasSize(2).doesNotHaveDuplicates();

		var late = new Notice("late", true, row.id(),
				Generation.told(new Sequencer("1B"), Optional.empty(), 1, Optional.of("sum")));
		var after = world.store().find(row.id()).orElseThrow();
		assertThat(after.received(late, 3, world.instant())).as("its notice, after all")
				.isInstanceOf(Reception.Settled.class);
		assertThat(after.received(first, 3, world.instant())).isInstanceOf(Reception.Stale.class);
	}

	@Test
	void contentThatCameBackUnheardIsBrought() throws Exception {
		var file = world.row(world.processing().processed(Finding.NONE, world.instant()));
		var removal = new Notice("r", false, file.id(),
				Generation.told(new Sequencer("2A"), Optional.empty(), 0, Optional.empty()));
		world.duties().attempt(world.row(file.removed(removal, world.instant()).orElseThrow()));
		world.object(Keys.content(file.id()));
		world.pass(GRACE.plusSeconds(1));
		walk(false).walk();

		assertThat(status(file)).isEqualTo(FileStatus.RECEIVED);
		assertThat(world.brought).hasSize(1);
		assertFound("content-replaced", 1, true);
	}

	@Test
	void whatBelongsToNobodyIsRemoved() throws Exception {
		var kept = world.row(world.processing().processed(Finding.NONE, world.instant()));
		var deleted = world.row(world.processing().discarded(world.instant()));
		var now = Generation.told(new Sequencer("1A"), Optional.empty(), 1, Optional.empty());
		var before = Generation.told(new Sequencer("19"), Optional.empty(), 1, Optional.empty());
		world.object(Keys.content(kept.id()));
		world.object(Keys.derivatives(kept.id(), now) + "text.txt");
		world.object(Keys.derivatives(kept.id(), before) + "text.txt");
		world.object(Keys.content(deleted.id()));
		world.object(Keys.derivatives(deleted.id(), now) + "text.txt");
		world.object(Keys.derivatives(world.id(), now) + "text.txt");
		world.pass(GRACE.plusSeconds(1));
		walk(false).walk();

		assertThat(world.objects.keySet()).containsExactlyInAnyOrder(Keys.content(kept.id()),
				Keys.derivatives(kept.id(), now) + "text.txt");
		assertFound("derivative-without-file", 3, true);
		assertFound("object-of-deleted", 1, true);
	}

	@Test
	void whatWasMadeOfAFileIsMadeAgainWhereItIsMissingAndToldAsTheSame() throws Exception {
		var made = List.of(new Finding.Made("text.txt", "text/plain", 1),
				new Finding.Made("preview.jpg", "image/jpeg", 1));
		var file = world.row(world.processing()
				.processed(new Finding(Optional.of("application/pdf"), Map.of(), made), world.instant()));
		world.duties().attempt(file);
		String place = Keys.derivatives(file.id(), file.generation().orElseThrow());
		world.object(Keys.content(file.id()));
		made.forEach(one -> world.object(place + one.name()));
		world.pass(GRACE.plusSeconds(1));
		walk(false).walk();
		assertThat(status(file)).isEqualTo(FileStatus.PROCESSED);

		world.objects.remove(place + "preview.jpg");
		walk(false).walk();

		assertThat(status(file)).isEqualTo(FileStatus.RECEIVED);
		assertThat(world.brought).containsExactly(file.id() + " 1A");
		assertFound("derivative-missing", 1, true);
		var again = ((Reception.Claimed) world.store()
				.find(file.id())
				.orElseThrow()
				.received(new Notice("again", true, file.id(), file.generation().orElseThrow()), 1, world.instant()))
				.next();
		world.duties()
				.attempt(world.row(world.row(again).processed(file.finding(), world.instant())));
		assertThat(world.told).hasSize(2).containsOnly(file.id() + ".1A.0.processed");
	}

	@Test
	void aRowWithoutAnObjectGoes() throws Exception {
		var file = world.row(world.processing().processed(Finding.NONE, world.instant()));
		world.pass(GRACE.plusSeconds(1));
		walk(false).walk();

		assertThat(status(file)).isEqualTo(FileStatus.DELETED);
		assertFound("row-without-object", 1, true);
	}

	@Test
	void aDryRunCountsAndLeavesAllAsItIs() throws Exception {
		var file = world.row(world.processing().processed(Finding.NONE, world.instant()));
		String id = world.id();
		world.object(Keys.content(id));
		world.pass(STUCK.plusSeconds(1));
		walk(true).walk();
		latecomers(true).sweep();

		assertFound("row-without-object", 1, false);
		assertFound("object-without-row", 1, false);
		assertFound("duty-left", 1, false);
		assertThat(status(file)).isEqualTo(FileStatus.PROCESSED);
		assertThat(world.objects).hasSize(1);
		assertThat(world.brought).isEmpty();
		assertThat(world.told).isEmpty();
	}

	@Test
	void whatCannotBeMendedKeepsNothingElseFromBeingMended() throws Exception {
		for (int i = 0; i < 3; i++) {
			world.object(Keys.content(world.id()));
		}
		world.pass(GRACE.plusSeconds(1));
		var notices = MemoryWorld.notices((file, _) -> {
			world.brought.add(file);
			if (world.brought.size() == 1) {
				throw new IllegalStateException("nobody thought of that");
			}
		});
		new Walk(world.store(), world.bucket(),
				new Remedies(world.store(), world.bucket(), notices, world.duties(), world),
				new Mender(meters, false), settings(false), world, pauses::add).walk();
		assertThat(world.brought).hasSize(3).doesNotHaveDuplicates();
	}

	@Test
	void aWalkGoesPageByPageAtItsPace() throws Exception {
		for (int i = 0; i < 250; i++) {
			world.object(Keys.content(world.id()));
		}
		world.pass(GRACE.plusSeconds(1));
		walk(false).walk();

		assertThat(world.brought).hasSize(250).doesNotHaveDuplicates();
		assertThat(world.listed.stream().filter(page -> page.startsWith(Keys.UPLOADS))).hasSize(3);
		assertThat(pauses).as("a hundred at 50 a second, after each page")
				.hasSize(5)
				.containsOnly(Duration.ofSeconds(2));
	}

	@Test
	void aWalkGoesOnWhereTheLastOneWasBrokenOff() throws Exception {
		for (int i = 0; i < 250; i++) {
			world.object(Keys.content(world.id()));
		}
		world.pass(GRACE.plusSeconds(1));
		world.pagesLeft = 1;
		assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> walk(false).walk());
		assertThat(world.brought).hasSize(100);

		world.pagesLeft = Integer.MAX_VALUE;
		walk(false).walk();

		assertThat(world.brought).as("none twice").hasSize(250).doesNotHaveDuplicates();
		assertThat(world.places).as("the next one begins anew").isEmpty();
	}

	private Latecomers latecomers(boolean dryRun) {
		return new Latecomers(world.store(), world.bucket(), remedies(), new Mender(meters, dryRun), settings(dryRun),
				world);
	}

	private Walk walk(boolean dryRun) {
		return new Walk(world.store(), world.bucket(), remedies(), new Mender(meters, dryRun), settings(dryRun), world,
				pauses::add);
	}

	private Remedies remedies() {
		return new Remedies(world.store(), world.bucket(), world.notices(), world.duties(), world);
	}

	private static SweepSettings settings(boolean dryRun) {
		return new SweepSettings(Duration.ofSeconds(10), Duration.ofHours(6), GRACE, STUCK, PER_SECOND, dryRun);
	}

	private FileStatus status(StoredFile file) {
		return world.store().find(file.id()).orElseThrow().status();
	}

	private void assertFound(String trouble, int times, boolean mended) {
		assertThat(meters.get("millrace.file.troubles")
				.tag("trouble", trouble)
				.tag("mended", Boolean.toString(mended))
				.counter()
				.count()).isEqualTo(times);
	}
}
