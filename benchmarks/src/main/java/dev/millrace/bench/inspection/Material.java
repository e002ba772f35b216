package dev.millrace.bench.inspection;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import javax.imageio.ImageIO;

/** What is worked on: the same each time. */
final class Material {

	private static final int WIDTH = 3_000;
	private static final int HEIGHT = 2_000;
	private static final int SEED = 42;

	private Material() {}

	/** Waves with some grain, 2 to 3 MB, like a photograph of that size. */
	static Path photo(Path directory) throws IOException {
		var random = new Random(SEED);
		var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
		for (int y = 0; y < HEIGHT; y++) {
			for (int x = 0; x < WIDTH; x++) {
				int grain = random.nextInt(24);
				int red = (int) (115 + 115 * Math.sin(x / 90.0)) + grain;
				int green = (int) (115 + 115 * Math.sin((x + y) / 140.0)) + grain;
				int blue = (int) (115 + 115 * Math.sin(y / 60.0)) + grain;
				image.setRGB(x, y, (red << 16) | (green << 8) | blue);
			}
		}
		var file = directory.resolve("photo.jpg");
		if (!ImageIO.write(image, "jpg", file.toFile())) {
			throw new IOException("no writer for JPEG");
		}
		return file;
	}

	/** Orders of a shop: numbers, dates, words and sentences. */
	static Path table(Path directory, int mebibytes) throws IOException {
		var random = new Random(SEED);
		var file = directory.resolve("table.csv");
		try (var out = Files.newBufferedWriter(file)) {
			out.write("id,ordered,customer,city,amount,paid,remark\n");
			for (long written = 0, id = 1; written < (long) mebibytes << 20; id++) {
				var line = "%d,2026-%02d-%02d,customer-%d,%s,%d.%02d,%s,\"as agreed, by %d\"\n".formatted(id,
						1 + random.nextInt(12), 1 + random.nextInt(28), random.nextInt(500_000),
						random.nextBoolean() ? "Lisbon" : "Reykjavik", random.nextInt(10_000), random.nextInt(100),
						random.nextBoolean(), random.nextInt(1_000));
				out.write(line);
				written += line.length();
			}
		}
		return file;
	}
}
