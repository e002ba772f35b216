package dev.millrace.file;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What clients' requests cost: each read of a row or an object is paid for. */
class IntakeTests {

	private final MemoryWorld world = new MemoryWorld();
	private final Intake intake = world.intake();
	private final Wanted wanted = new Wanted("n", "text/plain", 1, Optional.empty(), Map.of());

	@Test
	void aFileThatIsSentAtOnceIsNotReadAgain() {
		var file = intake.take(wanted, "key", Path.of("content"), "sum");
		assertThat(world.reads).isZero();
		assertThat(file.status()).isEqualTo(FileStatus.RECEIVED);
		assertThat(world.rows.get(file.id())).isEqualTo(file);
	}

	@Test
	void anUploadThatIsCompleteCostsOneLookAtItsObject() {
		var file = intake.open(wanted, "key");
		assertThat(Missing.all(file.upload())).isEqualTo(new Missing.Whole());
		world.object(Keys.content(file.id()));
		assertThat(world.reads).isZero();
		assertThat(intake.complete(file)).isInstanceOf(Intake.Completion.Complete.class);
		assertThat(world.reads).isEqualTo(1);
		assertThat(world.store().find(file.id()).orElseThrow().status()).isEqualTo(FileStatus.RECEIVED);
	}

	@Test
	void aNoticeThatWasFasterDecides() {
		var file = intake.open(wanted, "key");
		world.object(Keys.content(file.id()));
		var notice = new Notice("m", true, file.id(), Generation.found(1, Optional.empty()));
		var faster = world.row(((Reception.Claimed) file.received(notice, 3, world.instant())).next());
		assertThat(intake.complete(file)).isEqualTo(new Intake.Completion.Complete(faster));
	}
}
