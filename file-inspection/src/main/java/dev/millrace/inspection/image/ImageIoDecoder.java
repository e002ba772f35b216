package dev.millrace.inspection.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Java's own way. It cannot scale while it decodes, only leave out rows and columns: it keeps twice as many as are wanted, so that
 * scaling what is left hides the gaps.
 */
record ImageIoDecoder(String mediaType) implements Decoder {

	@Override
	public BufferedImage decode(Path file, Dimensions whole, int wanted) throws IOException {
		int step = Math.max(1, whole.longest() / (wanted * 2));
		try (var picture = Picture.open(file, mediaType)) {
			var parameters = picture.reader().getDefaultReadParam();
			parameters.setSourceSubsampling(step, step, 0, 0);
			return picture.reader().read(0, parameters);
		}
	}
}
