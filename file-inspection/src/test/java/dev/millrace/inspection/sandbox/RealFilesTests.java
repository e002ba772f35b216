package dev.millrace.inspection.sandbox;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.inspection.Budgets;
import dev.millrace.inspection.Derivative;
import dev.millrace.inspection.Inspection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** Files of real people and programs, all the way through a child. */
class RealFilesTests {

	private static SandboxedInspector inspector;

	@TempDir
	private Path workspace;

	@BeforeAll
	static void start() {
		inspector = new SandboxedInspector(Budgets.DEFAULTS, Sandboxes.small());
	}

	@AfterAll
	static void stop() {
		inspector.close();
	}

	@Test
	void aPhotographTellsItsCameraAndThatItHadAPlace() throws Exception {
		var photo = processed("photo-with-gps.jpg", "image/jpeg");
		assertThat(photo.metadata()).containsEntry("width", 640)
				.containsEntry("height", 480)
				.containsEntry("takenAt", "2008-10-22T16:28:39")
				.containsEntry("camera", Map.of("make", "NIKON", "model", "COOLPIX P6000"))
				.containsEntry("hadGps", true)
				.doesNotContainKey("gps");
	}

	@Test
	void aThumbnailIsSmallAndTellsNothing() throws Exception {
		var photo = processed("photo-with-gps.jpg", "image/jpeg");
		assertThat(photo.derivatives()).extracting(Derivative::name)
				.containsExactlyInAnyOrder("thumbnail-1024.jpg", "thumbnail-320.jpg");
		for (Derivative thumbnail : photo.derivatives()) {
			assertThat(Files.readString(thumbnail.file(), StandardCharsets.ISO_8859_1))
					.doesNotContain("Exif", "NIKON", "COOLPIX");
		}
		assertThat(ImageIO.read(workspace.resolve("thumbnail-320.jpg").toFile()))
				.satisfies(image -> assertThat(image.getWidth()).isEqualTo(320))
				.satisfies(image -> assertThat(image.getHeight()).isEqualTo(240));
	}

	@Test
	void aPictureWithoutAPlaceSaysSo() throws Exception {
		assertThat(processed("canon-40d.jpg", "image/jpeg").metadata()).containsEntry("hadGps", false);
	}

	@Test
	void aPictureThatShinesThroughKeepsDoingSo() throws Exception {
		assertThat(processed("ffox.png", "image/png").derivatives())
				.allSatisfy(made -> assertThat(ImageIO.read(made.file().toFile()).getColorModel().hasAlpha()).isTrue());
	}

	@Test
	void aDocumentTellsItsPagesAndText() throws Exception {
		var document = processed("four-pages.pdf", "application/pdf");
		assertThat(document.metadata()).containsEntry("pages", 4).containsEntry("truncated", false);
		assertThat(Files.readString(workspace.resolve("text.txt")))
				.contains("Hello, here is some text without a meaning.");
		assertThat(ImageIO.read(workspace.resolve("preview.png").toFile()).getHeight()).isBetween(1023, 1024);
	}

	@Test
	void anEncryptedDocumentIsRejectedAsSuch() throws Exception {
		assertThat(inspector.inspect(resource("password-protected.pdf"), workspace))
				.isInstanceOfSatisfying(Inspection.Rejected.class,
						rejected -> assertThat(rejected.code()).isEqualTo("encrypted"));
	}

	@Test
	void aTableTellsItsColumns() throws Exception {
		var table = processed("seattle-weather.csv", "text/csv").metadata();
		assertThat(table).containsEntry("rows", 1461).containsEntry("header", true).containsEntry("separator", ",");
		assertThat(table.get("columns")).asInstanceOf(InstanceOfAssertFactories.list(Map.class))
				.extracting(column -> column.get("name") + " " + column.get("type"))
				.containsExactly("date date", "precipitation decimal", "temp_max decimal", "temp_min decimal",
						"wind decimal", "weather text");
	}

	@Test
	void aTreeTellsItsFields() throws Exception {
		var tree = processed("cars.json", "application/json").metadata();
		assertThat(tree.get("fields")).asInstanceOf(InstanceOfAssertFactories.LIST)
				.contains(Map.of("path", "[].Miles_per_Gallon", "types",
						Map.of("integer", 259, "decimal", 139, "null", 8)));
	}

	@Test
	void theSameFileMakesTheSameBytes() throws Exception {
		var once = processed("photo-with-gps.jpg", "image/jpeg").derivatives();
		var bytes = List.of(Files.readAllBytes(once.getFirst().file()), Files.readAllBytes(once.getLast().file()));
		var again = processed("photo-with-gps.jpg", "image/jpeg").derivatives();
		assertThat(again).isEqualTo(once);
		assertThat(Files.readAllBytes(again.getFirst().file())).isEqualTo(bytes.getFirst());
		assertThat(Files.readAllBytes(again.getLast().file())).isEqualTo(bytes.getLast());
	}

	private Inspection.Processed processed(String name, String mediaType) throws Exception {
		var inspection = inspector.inspect(resource(name), workspace);
		assertThat(inspection).isInstanceOf(Inspection.Processed.class);
		var processed = (Inspection.Processed) inspection;
		assertThat(processed.mediaType()).isEqualTo(mediaType);
		return processed;
	}

	private static Path resource(String name) throws Exception {
		return Path.of(requireNonNull(RealFilesTests.class.getResource("/" + name)).toURI());
	}
}
