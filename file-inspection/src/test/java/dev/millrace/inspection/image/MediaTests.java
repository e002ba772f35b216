package dev.millrace.inspection.image;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.millrace.inspection.Derivative;
import dev.millrace.inspection.ImageBudget;
import dev.millrace.inspection.Inspection;
import dev.millrace.inspection.Reason;
import dev.millrace.inspection.Refusal;
import dev.millrace.inspection.Workspace;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/** Pictures as other programs write them: red, green, blue and white in their quarters, 160 x 100. */
class MediaTests {

	/** Of an eye's patience with the inks of print, which are no lamp's red. */
	private static final int ALIKE = 100;

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource({"made/inks.jpg, image/jpeg", "made/lossy.webp, image/webp", "made/moving.webp, image/webp",
			"made/moving.gif, image/gif"})
	void coloursAreWhereTheyWere(String name, String mediaType) throws Exception {
		var made = read(name, mediaType, ImageBudget.DEFAULTS);
		assertThat(made.metadata()).containsEntry("width", 160).containsEntry("height", 100);
		assertThat(made.derivatives()).extracting(Derivative::name)
				.containsExactlyInAnyOrder("thumbnail-320.jpg", "thumbnail-1024.jpg");
		var thumbnail = ImageIO.read(directory.resolve("thumbnail-320.jpg").toFile());
		assertThat(List.of(thumbnail.getWidth(), thumbnail.getHeight())).containsExactly(160, 100);
		assertAlike(thumbnail, 40, 25, Color.RED);
		assertAlike(thumbnail, 120, 25, Color.GREEN);
		assertAlike(thumbnail, 40, 75, Color.BLUE);
		assertAlike(thumbnail, 120, 75, Color.WHITE);
	}

	@Test
	void whatShinesThroughInWebpKeepsDoingSo() throws Exception {
		read("made/lossless.webp", "image/webp", ImageBudget.DEFAULTS);
		var thumbnail = ImageIO.read(directory.resolve("thumbnail-320.png").toFile());
		assertThat(new Color(thumbnail.getRGB(40, 5), true).getAlpha()).isLessThan(40);
		assertThat(new Color(thumbnail.getRGB(40, 95), true).getAlpha()).isGreaterThan(200);
	}

	@ParameterizedTest
	@CsvSource({"made/moving.gif, image/gif", "made/moving.webp, image/webp"})
	void framesAreCountedAndBudgeted(String name, String mediaType) throws Exception {
		assertThat(read(name, mediaType, ImageBudget.DEFAULTS).metadata()).containsEntry("frames", 3);
		var two = new ImageBudget(ImageBudget.DEFAULTS.allowance(), 1_000_000, 2, List.of(320), false);
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> read(name, mediaType, two))
				.satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_FRAMES));
	}

	@Test
	void aPlaceIsToldOnlyWhereItIsWishedAndThatThereWasOneAlways() throws Exception {
		assertThat(read("photo-with-gps.jpg", "image/jpeg", ImageBudget.DEFAULTS).metadata())
				.containsEntry("hadGps", true)
				.doesNotContainKey("gps");
		var open = new ImageBudget(ImageBudget.DEFAULTS.allowance(), 1_000_000, 1, List.of(), true);
		var told = read("photo-with-gps.jpg", "image/jpeg", open).metadata();
		assertThat(told).containsEntry("hadGps", true);
		assertThat(told.get("gps")).asInstanceOf(InstanceOfAssertFactories.map(String.class, Double.class))
				.hasEntrySatisfying("latitude", value -> assertThat(value).isCloseTo(43.4674, within(0.001)))
				.hasEntrySatisfying("longitude", value -> assertThat(value).isCloseTo(11.8851, within(0.001)));
		assertThat(read("canon-40d.jpg", "image/jpeg", open).metadata()).containsEntry("hadGps", false)
				.doesNotContainKey("gps");
	}

	private Inspection.Processed read(String name, String mediaType, ImageBudget budget) throws Exception {
		var file = Path.of(requireNonNull(MediaTests.class.getResource("/" + name)).toURI());
		return (Inspection.Processed) ImageInspection.with(budget).read(file, mediaType, new Workspace(directory));
	}

	private static void assertAlike(BufferedImage image, int x, int y, Color wanted) {
		var is = new Color(image.getRGB(x, y));
		assertThat(Map.of("red", is.getRed() - wanted.getRed(), "green", is.getGreen() - wanted.getGreen(), "blue",
				is.getBlue() - wanted.getBlue()).values())
				.as("%d, %d is %s", x, y, is)
				.allMatch(off -> Math.abs(off) < ALIKE);
	}
}
