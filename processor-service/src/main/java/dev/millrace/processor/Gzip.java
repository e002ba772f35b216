package dev.millrace.processor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Makes bytes fewer, and gives them back. */
public final class Gzip {

	private Gzip() {}

	/** The bytes compressed; more than they were where they are noise. */
	public static byte[] pack(byte[] bytes) {
		var packed = new ByteArrayOutputStream();
		try (var gzip = new GZIPOutputStream(packed)) {
			gzip.write(bytes);
		} catch (IOException e) {
			throw new UncheckedIOException("memory does not fail to take bytes", e);
		}
		return packed.toByteArray();
	}

	/**
	 * What {@link #pack} took.
	 *
	 * @throws UncheckedIOException if these bytes never came from there
	 */
	public static byte[] unpack(byte[] packed) {
		try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
			return gzip.readAllBytes();
		} catch (IOException e) {
			throw new UncheckedIOException("the bytes are not compressed, or broken", e);
		}
	}
}
