package dev.millrace.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** What a file takes from one thread that does nothing but append: what a log on disk cannot beat. */
final class PlainAppend {
	private static final int CHUNK = 500 * 1_000;

	private PlainAppend() {}

	/** Bytes a second. */
	static double measure(long bytes) throws IOException {
		var file = Files.createTempFile("plain-append", ".bin");
		try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			var chunk = ByteBuffer.allocateDirect(CHUNK);
			long begin = System.nanoTime();
			for (long written = 0; written < bytes; written += CHUNK) {
				channel.write(chunk.clear());
			}
			return bytes * 1e9 / (System.nanoTime() - begin);
		} finally {
			Files.delete(file);
		}
	}
}
