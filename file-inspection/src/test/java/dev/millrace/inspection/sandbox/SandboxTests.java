package dev.millrace.inspection.sandbox;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.inspection.Allowance;
import dev.millrace.inspection.Budgets;
import dev.millrace.inspection.DataBudget;
import dev.millrace.inspection.DocumentBudget;
import dev.millrace.inspection.ImageBudget;
import dev.millrace.inspection.Inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class SandboxTests {

	@TempDir
	private Path directory;

	@Test
	void aFileThatTakesTooLongIsRejectedAndTheNextIsRead() throws Exception {
		var hurried = new DataBudget(new Allowance(1L << 40, Duration.ofMillis(1), Duration.ofMinutes(1)), 1 << 20, 10,
				10, 10, 1, 1);
		try (var inspector = inspector(new Budgets(ImageBudget.DEFAULTS, DocumentBudget.DEFAULTS, hurried))) {
			var table = Files.writeString(directory.resolve("table"), "a,b\n" + "1,2\n".repeat(2_000_000));
			assertRejected(inspector.inspect(table, directory), "time-exceeded");
			assertProcessed(inspector.inspect(text(), directory));
		}
	}

	@Test
	void aFileThatKeepsTheProcessorTooBusyIsRejected() throws Exception {
		var frugal = new DataBudget(new Allowance(1L << 40, Duration.ofMinutes(2), Duration.ofMillis(1)), 1 << 20, 10,
				10, 10, 1, 1);
		try (var inspector = inspector(new Budgets(ImageBudget.DEFAULTS, DocumentBudget.DEFAULTS, frugal))) {
			var table = Files.writeString(directory.resolve("table"), "a,b\n" + "1,2\n".repeat(20_000_000));
			assertThat(inspector.inspect(table, directory)).isInstanceOfSatisfying(Inspection.Rejected.class,
					rejected -> assertThat(rejected.detail()).contains("of the processor"));
		}
	}

	@Test
	void moreFilesThanAChildReadsAreAllRead() throws Exception {
		try (var inspector = new SandboxedInspector(Budgets.DEFAULTS, Sandboxes.of(1, 2))) {
			for (int i = 0; i < 5; i++) {
				assertProcessed(inspector.inspect(text(), directory));
			}
		}
	}

	@Test
	void manyCallersShareFewChildren() throws Exception {
		try (var inspector = new SandboxedInspector(Budgets.DEFAULTS, Sandboxes.of(2, 1_000));
				var callers = Executors.newVirtualThreadPerTaskExecutor()) {
			var file = text();
			var asked = callers.invokeAll(IntStream.range(0, 20)
					.<Callable<Inspection>>mapToObj(i -> () -> inspector.inspect(file,
							Files.createDirectory(directory.resolve("of" + i))))
					.toList());
			for (Future<Inspection> inspection : asked) {
				assertProcessed(inspection.get());
			}
		}
	}

	@Test
	void aCallerWithoutPatienceIsToldThatAllAreBusy() throws Exception {
		var impatient = new SandboxSettings(1, 64, 10, Duration.ZERO, Duration.ofMinutes(2),
				SandboxSettings.DEFAULTS.java(), List.of());
		try (var inspector = new SandboxedInspector(Budgets.DEFAULTS, impatient);
				var callers = Executors.newVirtualThreadPerTaskExecutor()) {
			var large = Files.writeString(directory.resolve("table"), "a,b\n" + "1,2\n".repeat(20_000_000));
			var together = new CyclicBarrier(2);
			var asked = callers.invokeAll(Collections.nCopies(2, () -> {
				together.await();
				return inspector.inspect(large, directory);
			}));
			assertThat(List.of(asked.getFirst().get(), asked.getLast().get()))
					.hasAtLeastOneElementOfType(Inspection.Processed.class)
					.hasAtLeastOneElementOfType(Inspection.Busy.class);
		}
	}

	@Test
	void namesWithoutEndAreCutAndNoEndOfAChild() throws Exception {
		String name = "\ud83c\udf00".repeat(101);
		int depth = 400;
		var deep = Files.writeString(directory.resolve("deep.json"),
				("{\"a" + name + "\":").repeat(depth) + "1" + "}".repeat(depth));
		try (var inspector = inspector(Budgets.DEFAULTS)) {
			assertProcessed(inspector.inspect(deep, directory));
		}
	}

	@Test
	void whatIsMissingIsOurFault() throws Exception {
		try (var inspector = inspector(Budgets.DEFAULTS)) {
			assertThat(inspector.inspect(directory.resolve("nowhere"), directory))
					.isInstanceOfSatisfying(Inspection.Failed.class,
							failed -> assertThat(failed.code()).isEqualTo("content-unreadable"));
			assertThat(inspector.inspect(text(), directory.resolve("no-workspace")))
					.isInstanceOfSatisfying(Inspection.Failed.class,
							failed -> assertThat(failed.code()).isEqualTo("workspace-unwritable"));
			assertProcessed(inspector.inspect(text(), directory));
		}
	}

	@Test
	void aFileOfAnotherTypeIsUnsupported() throws Exception {
		try (var inspector = inspector(Budgets.DEFAULTS)) {
			var page = Files.writeString(directory.resolve("picture.png"), "<html><body>no picture</body></html>");
			assertThat(inspector.inspect(page, directory)).isEqualTo(new Inspection.Unsupported("text/html"));
		}
	}

	@Test
	void aServiceWithoutChildrenDoesNotStart() {
		assertThatIllegalStateException().isThrownBy(
				() -> new SandboxedInspector(Budgets.DEFAULTS, Sandboxes.with(Path.of("/no/java"), List.of())))
				.withMessage("File inspection cannot start its children: there is no java at /no/java.");
		assertThatIllegalStateException().isThrownBy(() -> new SandboxedInspector(Budgets.DEFAULTS,
				Sandboxes.with(SandboxSettings.DEFAULTS.java(), List.of(directory))))
				.withMessageStartingWith("File inspection cannot start its children: it ended at once")
				.withMessageContaining(Child.class.getName());
		assertThatIllegalStateException()
				.isThrownBy(() -> ChildClassPath.path(URI.create("jar:nested:/app.jar/!BOOT-INF/lib/pdfbox.jar!/")))
				.withMessageContaining("extract");
	}

	/** On a system where nothing keeps children from the network files are read all the same, and whoever runs it can see it. */
	@Test
	void childrenThatAreNotConfinedAreSaidToBe() throws Exception {
		var stranger = Files.writeString(directory.resolve("java"), "#!/bin/sh\nexec %s -Dos.name=Multics \"$@\"\n"
				.formatted(SandboxSettings.DEFAULTS.java()));
		Files.setPosixFilePermissions(stranger, PosixFilePermissions.fromString("rwx------"));
		try (var inspector = new SandboxedInspector(Budgets.DEFAULTS, Sandboxes.with(stranger, List.of()))) {
			assertThat(inspector.isConfined()).isFalse();
			assertProcessed(inspector.inspect(text(), directory));
		}
		assumeTrue(System.getProperty("os.name").equals("Linux"), "children are confined by Linux's seccomp only");
		try (var inspector = inspector(Budgets.DEFAULTS)) {
			assertThat(inspector.isConfined()).isTrue();
		}
	}

	@Test
	void aChildHasNothingOfTheServices() {
		assertThat(ChildClassPath.derive()).doesNotContain("spring", "aws", "junit", "slf4j");
	}

	@Test
	void settingsThatCannotBeMeantAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Sandboxes.of(0, 1))
				.withMessage("sandbox.children must be from 1 to 64, not 0");
		assertThatIllegalArgumentException()
				.isThrownBy(() -> new Allowance(0, Duration.ofSeconds(1), Duration.ofSeconds(1)))
				.withMessage("bytes must be at least 1, not 0");
		assertThatIllegalArgumentException().isThrownBy(
				() -> new ImageBudget(ImageBudget.DEFAULTS.allowance(), 1, 1, List.of(320, 320), false))
				.withMessage("images.thumbnailSizes must differ, not be [320, 320]");
	}

	@Test
	void aDeathIsTheFilesFaultOnlyWhereItMayBe() {
		assertThat(outcome(3)).isInstanceOfSatisfying(Inspection.Rejected.class,
				rejected -> assertThat(rejected.code()).isEqualTo("memory-exceeded"));
		assertThat(outcome(128 + 11)).isInstanceOfSatisfying(Inspection.Rejected.class,
				rejected -> assertThat(rejected.code()).isEqualTo("malformed"));
		assertThat(outcome(128 + 9)).isInstanceOf(Inspection.Failed.class);
	}

	private static Inspection outcome(int exitCode) {
		return Death.of(exitCode).outcome("image/png", exitCode);
	}

	private static SandboxedInspector inspector(Budgets budgets) {
		return new SandboxedInspector(budgets, Sandboxes.small());
	}

	private Path text() throws Exception {
		return Files.writeString(directory.resolve("text"), "a text");
	}

	private static void assertProcessed(Inspection inspection) {
		assertThat(inspection).isInstanceOf(Inspection.Processed.class);
	}

	private static void assertRejected(Inspection inspection, String code) {
		assertThat(inspection).isInstanceOfSatisfying(Inspection.Rejected.class,
				rejected -> assertThat(rejected.code()).isEqualTo(code));
	}
}
