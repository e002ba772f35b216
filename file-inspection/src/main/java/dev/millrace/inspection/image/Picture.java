package dev.millrace.inspection.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

import dev.millrace.inspection.Reason;
import dev.millrace.inspection.Refusal;

/** A file opened by the reader of its type, of which so far only the header was read. */
final class Picture implements AutoCloseable {

	private final ImageReader reader;
	private final FileImageInputStream in;

	private Picture(ImageReader reader, FileImageInputStream in) {
		this.reader = reader;
		this.in = in;
	}

	static Picture open(Path file, String mediaType) throws IOException {
		var reader = reader(mediaType)
				.orElseThrow(() -> new IllegalStateException("no reader for " + mediaType + " on the class path"));
		var in = new FileImageInputStream(file.toFile());
		// Not forward only, so that frames can be counted; metadata ignored, since some readers unpack it into memory.
		reader.setInput(in, false, true);
		return new Picture(reader, in);
	}

	private static Optional<ImageReader> reader(String mediaType) {
		var readers = ImageIO.getImageReadersByMIMEType(mediaType);
		return readers.hasNext() ? Optional.of(readers.next()) : Optional.empty();
	}

	Dimensions dimensions() throws IOException {
		return new Dimensions(reader.getWidth(0), reader.getHeight(0));
	}

	int frames(int most) throws IOException, Refusal {
		int frames = reader.getNumImages(true);
		if (frames > most) {
			throw new Refusal(Reason.TOO_MANY_FRAMES,
					"The animation has %,d frames; %,d are allowed.".formatted(frames, most));
		}
		return frames;
	}

	ImageReader reader() {
		return reader;
	}

	@Override
	public void close() throws IOException {
		reader.dispose();
		in.close();
	}
}
