package dev.millrace.inspection.image;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.millrace.inspection.Refusal;

/**
 * Walks over a JPEG's markers: decoders paint what a cut file lacks in grey and say nothing, and take minutes over a progressive one of
 * thousands of passes.
 *
 * @param components 1 is grey, 3 colour, 4 the inks of print
 */
record JpegScan(int components) {

	private static final int START_OF_SCAN = 0xda;
	private static final int END_OF_IMAGE = 0xd9;
	/** As many as libjpeg's own tools let pass. */
	private static final int MOST_SCANS = 500;

	static JpegScan of(Path file) throws IOException, Refusal {
		try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
			in.skipNBytes(2);
			return markers(in);
		} catch (EOFException e) {
			throw Refusal.malformed("The picture is cut short.");
		}
	}

	private static JpegScan markers(InputStream in) throws IOException, Refusal {
		int components = 0;
		int scans = 0;
		while (true) {
			int marker = nextMarker(in);
			if (marker == END_OF_IMAGE) {
				if (components == 0 || scans == 0) {
					throw Refusal.malformed("There is no picture in the file.");
				}
				return new JpegScan(components);
			}
			if (marker == START_OF_SCAN && ++scans > MOST_SCANS) {
				throw Refusal.malformed("The picture is drawn in more than %d passes.".formatted(MOST_SCANS));
			}
			int length = word(in) - 2;
			if (length < 0) {
				throw Refusal.malformed("A part of the picture says that it is shorter than its own length.");
			}
			if (isFrame(marker) && length > 5) {
				in.skipNBytes(5);
				components = octet(in);
				length -= 6;
			}
			in.skipNBytes(length);
		}
	}

	/** Passes over the coded picture, in which 0xff is followed by a zero or counts restarts. */
	private static int nextMarker(InputStream in) throws IOException {
		while (true) {
			if (octet(in) != 0xff) {
				continue;
			}
			int marker = octet(in);
			while (marker == 0xff) {
				marker = octet(in);
			}
			boolean inside = marker == 0 || marker == 1 || (marker >= 0xd0 && marker <= 0xd8);
			if (!inside) {
				return marker;
			}
		}
	}

	private static boolean isFrame(int marker) {
		return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
	}

	private static int word(InputStream in) throws IOException {
		return (octet(in) << 8) | octet(in);
	}

	private static int octet(InputStream in) throws IOException {
		int value = in.read();
		if (value < 0) {
			throw new EOFException();
		}
		return value;
	}

	/** Whether the colours are inks, which need a profile to become light. */
	boolean inks() {
		return components == 4;
	}
}
