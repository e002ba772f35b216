package dev.millrace.inspection.image;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.inspection.ImageBudget;
import dev.millrace.inspection.Inspection;
import dev.millrace.inspection.Workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class ImageInspectionTests {

	private static final int WIDTH = 1_600;
	private static final int HEIGHT = 1_000;

	@TempDir
	private Path directory;

	@Test
	void bothDecodersSeeTheSame() throws Exception {
		var turbo = TurboJpeg.load();
		assumeTrue(turbo.isPresent(), "libturbojpeg is not on this machine: only ImageIO is tested");
		var file = write(fourColours(), "jpg");
		var fast = thumbnail(turbo.orElseThrow().decode(file, new Dimensions(WIDTH, HEIGHT), 320));
		var portable = thumbnail(new ImageIoDecoder("image/jpeg").decode(file, new Dimensions(WIDTH, HEIGHT), 320));
		for (int y = 15; y < fast.getHeight(); y += 40) {
			for (int x = 20; x < fast.getWidth(); x += 40) {
				assertThat(distance(fast.getRGB(x, y), portable.getRGB(x, y))).as("%d, %d", x, y).isLessThan(12);
			}
		}
	}

	@Test
	void thePortableWayMakesThumbnails() throws Exception {
		var made = ImageInspection.portable(ImageBudget.DEFAULTS)
				.read(write(fourColours(), "jpg"), "image/jpeg", new Workspace(directory));
		assertThat(((Inspection.Processed) made).derivatives()).hasSize(2);
		var thumbnail = ImageIO.read(directory.resolve("thumbnail-320.jpg").toFile());
		assertThat(List.of(thumbnail.getWidth(), thumbnail.getHeight())).containsExactly(320, 200);
		assertThat(distance(thumbnail.getRGB(20, 20), Color.RED.getRGB())).isLessThan(12);
		assertThat(distance(thumbnail.getRGB(300, 180), Color.WHITE.getRGB())).isLessThan(12);
	}

	@ParameterizedTest
	@ValueSource(strings = {"png", "gif", "jpg"})
	void aPictureIsNeverMadeLarger(String format) throws Exception {
		var small = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
		ImageInspection.with(ImageBudget.DEFAULTS)
				.read(write(small, format), "image/" + format.replace("jpg", "jpeg"), new Workspace(directory));
		assertThat(ImageIO.read(directory.resolve("thumbnail-320.jpg").toFile()).getWidth()).isEqualTo(40);
	}

	/** A picture whose red corner Exif's eight numbers put into each corner, both ways round. */
	@Test
	void eachOrientationTurnsAsExifSays() {
		var corners = new ArrayList<String>();
		for (int exif = 1; exif <= 8; exif++) {
			corners.add(redCorner(Orientation.of(exif).upright(thumbnail(fourColours()))));
		}
		assertThat(corners).containsExactly("top left wide", "top right wide", "bottom right wide", "bottom left wide",
				"top left high", "top right high", "bottom right high", "bottom left high");
	}

	private static String redCorner(BufferedImage image) {
		int right = image.getWidth() - 20;
		int bottom = image.getHeight() - 20;
		var row = isRed(image, 20, 20) || isRed(image, right, 20) ? "top" : "bottom";
		var column = isRed(image, 20, 20) || isRed(image, 20, bottom) ? "left" : "right";
		return row + " " + column + (image.getWidth() > image.getHeight() ? " wide" : " high");
	}

	private static boolean isRed(BufferedImage image, int x, int y) {
		return distance(image.getRGB(x, y), Color.RED.getRGB()) < 12;
	}

	private static BufferedImage thumbnail(BufferedImage image) {
		return Scaling.to(new Dimensions(WIDTH, HEIGHT).within(320), image);
	}

	private static BufferedImage fourColours() {
		var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
		var canvas = image.createGraphics();
		var colours = List.of(Color.RED, Color.GREEN, Color.BLUE, Color.WHITE);
		for (int i = 0; i < 4; i++) {
			canvas.setColor(colours.get(i));
			canvas.fillRect(i % 2 * WIDTH / 2, i / 2 * HEIGHT / 2, WIDTH / 2, HEIGHT / 2);
		}
		canvas.dispose();
		return image;
	}

	private Path write(BufferedImage image, String format) throws Exception {
		var file = Files.createTempFile(directory, "picture", "." + format);
		assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
		return file;
	}

	private static int distance(int one, int other) {
		var a = new Color(one);
		var b = new Color(other);
		return Math.max(Math.abs(a.getRed() - b.getRed()),
				Math.max(Math.abs(a.getGreen() - b.getGreen()), Math.abs(a.getBlue() - b.getBlue())));
	}
}
