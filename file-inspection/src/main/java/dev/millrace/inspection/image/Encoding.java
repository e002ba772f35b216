package dev.millrace.inspection.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import dev.millrace.inspection.Derivative;
import dev.millrace.inspection.Workspace;

/** Writes pictures with nothing but their pixels: JPEG, or PNG where something shines through. */
public final class Encoding {

	private static final float QUALITY = 0.82f;

	private Encoding() {}

	/** Writes one; its name is the stem and what fits its type. */
	public static Derivative write(BufferedImage image, String stem, Workspace workspace) {
		return image.getColorModel().hasAlpha()
				? workspace.write(stem + ".png", "image/png", out -> writePng(image, out))
				: workspace.write(stem + ".jpg", "image/jpeg", out -> writeJpeg(image, out));
	}

	/** For pages, whose text JPEG would smear. */
	public static Derivative writePng(BufferedImage image, String stem, Workspace workspace) {
		return workspace.write(stem + ".png", "image/png", out -> writePng(image, out));
	}

	private static void writePng(BufferedImage image, OutputStream out) throws IOException {
		if (!ImageIO.write(image, "png", out)) {
			throw new IOException("no writer for PNG");
		}
	}

	private static void writeJpeg(BufferedImage image, OutputStream out) throws IOException {
		var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
		try (var stream = new MemoryCacheImageOutputStream(out)) {
			var parameters = writer.getDefaultWriteParam();
			parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
			parameters.setCompressionQuality(QUALITY);
			writer.setOutput(stream);
			writer.write(null, new IIOImage(image, null, null), parameters);
		} finally {
			writer.dispose();
		}
	}
}
