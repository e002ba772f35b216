package dev.millrace.inspection.sandbox;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Executors;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.inspection.Budgets;
import dev.millrace.inspection.Inspection;
import dev.millrace.testing.files.Bombs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** Files made to hurt whoever reads them. */
class BombTests {

	private static SandboxedInspector inspector;

	@TempDir
	private static Path directory;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
	private static final long MOST_OF_OUR_OWN = 64 << 20;

	@BeforeAll
	static void start() {
		inspector = new SandboxedInspector(Budgets.DEFAULTS, Sandboxes.of(2, 1_000));
	}

	@AfterAll
	static void stop() {
		inspector.close();
	}

	@Test
	void aSmallPictureOfManyPixels() throws Exception {
		assertRejected(Bombs.png(50_000, 50_000), "too-many-pixels");
	}

	@Test
	void aDocumentWhosePagesAreTheirOwnParents() throws Exception {
		assertRejected(Bombs.pdfLoop(), "malformed");
	}

	@Test
	void aDocumentOfOneHugePicture() throws Exception {
		assertRejected(Bombs.pdfWithPicture(9_900, 13_800), "too-many-pixels");
	}

	@Test
	void aDocumentThatUnpacksToTenGigabytes() throws Exception {
		assertRejected(Bombs.pdfPacked(10L << 30), "unpacked-too-large");
	}

	@Test
	void aDocumentPackedTwice() throws Exception {
		assertRejected(Bombs.pdfPackedTwice(10L << 30), "unpacked-too-large");
	}

	@Test
	void aTableOfOneLineOfAGigabyte() throws Exception {
		var file = directory.resolve("table.csv");
		try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
			fill(out, "a,b,c,d,e,f,g,h,", 1L << 30);
		}
		assertRejected(file, "too-many-columns");
		Files.delete(file);
	}

	@Test
	void aTableWithOneFieldOfAGigabyte() throws Exception {
		var file = directory.resolve("field.csv");
		try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
			out.write("a,b\n1,2\n3,\"".getBytes(StandardCharsets.UTF_8));
			fill(out, "xxxxxxxxxxxxxxxx", 1L << 30);
		}
		assertRejected(file, "line-too-long");
		Files.delete(file);
	}

	@Test
	void valuesAHundredThousandDeep() throws Exception {
		assertRejected(Files.writeString(directory.resolve("deep.json"), "[".repeat(100_000) + "]".repeat(100_000)),
				"too-deep");
		assertRejected(Files.writeString(directory.resolve("deep2.json"), "{\"a\":".repeat(100_000) + "1"
				+ "}".repeat(100_000)), "too-deep");
	}

	@Test
	void aPictureCutShort() throws Exception {
		byte[] whole = Files
				.readAllBytes(Path.of(requireNonNull(BombTests.class.getResource("/photo-with-gps.jpg")).toURI()));
		assertRejected(Arrays.copyOf(whole, whole.length / 2), "malformed");
	}

	@Test
	void aPictureOfAThousandPasses() throws Exception {
		assertRejected(Bombs.jpegOfScans(1_000), "malformed");
	}

	@Test
	void twoFilesInOne() throws Exception {
		assertRejected(Bombs.pdfWithZip(), "polyglot");
	}

	@Test
	void aFileThatWouldTakeAllMemoryLeavesTheOthersAlone() throws Exception {
		var bomb = Files.write(directory.resolve("memory"), Bombs.pdfLzw());
		try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
			var slow = callers.submit(() -> inspector.inspect(bomb, directory));
			var text = Files.writeString(directory.resolve("text"), "meanwhile");
			do {
				assertThat(inspector.inspect(text, directory)).isInstanceOf(Inspection.Processed.class);
			} while (!slow.isDone());
			assertThat(slow.get()).isInstanceOf(Inspection.Rejected.class);
		}
	}

	private static void fill(OutputStream out, String text, long length) throws IOException {
		byte[] bytes = text.repeat(4_096).getBytes(StandardCharsets.UTF_8);
		for (long written = 0; written < length; written += bytes.length) {
			out.write(bytes);
		}
	}

	private static void assertRejected(byte[] file, String code) throws Exception {
		assertRejected(Files.write(Files.createTempFile(directory, "bomb", ""), file), code);
	}

	/** What this JVM allocates meanwhile, in all of its threads, is more than it could hold at any time. */
	private static void assertRejected(Path file, String code) throws Exception {
		long before = THREADS.getTotalThreadAllocatedBytes();
		var inspection = inspector.inspect(file, directory);
		assertThat(THREADS.getTotalThreadAllocatedBytes() - before).as("bytes of the service's own")
				.isLessThan(MOST_OF_OUR_OWN);
		assertThat(inspection).isInstanceOfSatisfying(Inspection.Rejected.class,
				rejected -> assertThat(rejected.code()).as(rejected.detail()).isEqualTo(code));
	}
}
