package dev.millrace.inspection.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

import dev.millrace.inspection.Refusal;

/** Makes pixels of a file, no more than are needed. */
interface Decoder {

	/**
	 * Decodes the first frame.
	 *
	 * @param whole what its header says
	 * @param wanted how many pixels the longer side must have at least, or all it has
	 */
	BufferedImage decode(Path file, Dimensions whole, int wanted) throws IOException, Refusal;
}
