package dev.millrace.inspection.sandbox;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

import dev.millrace.inspection.Inspection;
import dev.millrace.inspection.Kind;
import dev.millrace.inspection.Workspace;
import dev.millrace.inspection.direct.Readers;

/** Reads one small file of each common type before the first real one comes, which would pay for loading the classes otherwise. */
final class WarmUp {

	private static final int SIDE = 64;

	private WarmUp() {}

	/** @throws IllegalStateException when one cannot be read: then nothing could */
	static void run(Readers readers) throws IOException {
		var directory = Files.createTempDirectory("warm-up");
		read(readers, picture(directory, "jpg"), "image/jpeg", Kind.IMAGE);
		read(readers, picture(directory, "png"), "image/png", Kind.IMAGE);
		read(readers, document(directory), "application/pdf", Kind.DOCUMENT);
		read(readers, text(directory, "a,b\n1,2.5\n2,3.5\n"), "text/csv", Kind.DATA);
		read(readers, text(directory, "{\"a\":[1,null]}"), "application/json", Kind.DATA);
		read(readers, text(directory, "text"), "text/plain", Kind.DOCUMENT);
	}

	private static void read(Readers readers, Path file, String mediaType, Kind kind) throws IOException {
		var workspace = Files.createTempDirectory(file.getParent(), "made");
		var inspection = readers.read(file, mediaType, kind, new Workspace(workspace));
		if (!(inspection instanceof Inspection.Processed)) {
			throw new IllegalStateException("a small file cannot be read: " + inspection);
		}
	}

	private static Path picture(Path directory, String format) throws IOException {
		var file = directory.resolve("picture." + format);
		if (!ImageIO.write(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR), format, file.toFile())) {
			throw new IOException("no writer for " + format);
		}
		return file;
	}

	private static Path document(Path directory) throws IOException {
		var file = directory.resolve("document.pdf");
		try (var document = new PDDocument()) {
			document.addPage(new PDPage());
			document.save(file.toFile());
		}
		return file;
	}

	private static Path text(Path directory, String text) throws IOException {
		return Files.writeString(Files.createTempFile(directory, "text", ".txt"), text);
	}
}
