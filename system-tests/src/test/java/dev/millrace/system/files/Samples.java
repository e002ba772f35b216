package dev.millrace.system.files;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import dev.millrace.testing.Repository;
import dev.millrace.testing.files.Bombs;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Files of real people and programs, and files made to hurt. */
public final class Samples {

	private static final String JPEG = "image/jpeg";
	private static final String PNG = "image/png";
	private static final String PDF = "application/pdf";
	private static final String JSON = "application/json";
	private static final int NOISE = 20_000;
	private static final int ROWS = 80_000;
	private static final int DEEP = 100_000;

	private Samples() {}

	public static List<Sample> all() throws IOException {
		byte[] photo = real("photo-with-gps.jpg");
		return List.of(
				Sample.processed("photo-with-gps.jpg", JPEG, photo, "thumbnail-320.jpg", "thumbnail-1024.jpg"),
				Sample.processed("canon-40d.jpg", JPEG, real("canon-40d.jpg"), "thumbnail-320.jpg",
						"thumbnail-1024.jpg"),
				Sample.processed("ffox.png", PNG, real("ffox.png"), "thumbnail-320.png", "thumbnail-1024.png"),
				Sample.processed("four-pages.pdf", PDF, real("four-pages.pdf"), "text.txt", "preview.png"),
				Sample.processed("cars.json", JSON, real("cars.json")),
				Sample.processed("weather.csv", "text/csv", real("seattle-weather.csv")),
				Sample.processed("n\u00f6tice.txt", "text/plain", real("NOTICE.txt"), "text.txt"),
				Sample.processed("large.csv", "text/csv", table()),
				Sample.rejected("locked.pdf", PDF, real("password-protected.pdf"), "encrypted"),
				Sample.rejected("huge.png", PNG, Bombs.png(50_000, 50_000), "too-many-pixels"),
				Sample.rejected("huge.pdf", PDF, Bombs.pdfWithPicture(9_900, 13_800), "too-many-pixels"),
				Sample.rejected("loop.pdf", PDF, Bombs.pdfLoop(), "malformed"),
				Sample.rejected("two.pdf", PDF, Bombs.pdfWithZip(), "polyglot"),
				Sample.rejected("deep.json", JSON, ("[".repeat(DEEP) + "]".repeat(DEEP)).getBytes(UTF_8), "too-deep"),
				Sample.rejected("cut.jpg", JPEG, Arrays.copyOf(photo, photo.length / 2), "malformed"),
				Sample.rejected("passes.jpg", JPEG, Bombs.jpegOfScans(1_000), "malformed"),
				Sample.unsupported("page.png", PNG, "<html><script>alert(1)</script></html>".getBytes(UTF_8)),
				Sample.unsupported("drawing.png", PNG,
						"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes(UTF_8)),
				Sample.unsupported("noise.bin", "application/octet-stream", noise()));
	}

	private static byte[] real(String name) throws IOException {
		return Files.readAllBytes(Repository.root().resolve("file-inspection/src/test/resources").resolve(name));
	}

	/** Above a mebibyte, so that it goes in parts. */
	private static byte[] table() {
		var text = new StringBuilder("number,square\n");
		for (long i = 0; i < ROWS; i++) {
			text.append(i).append(',').append(i * i).append('\n');
		}
		return text.toString().getBytes(UTF_8);
	}

	private static byte[] noise() {
		var noise = new byte[NOISE];
		new Random(1).nextBytes(noise);
		noise[0] = 0;
		return noise;
	}
}
