package dev.millrace.file.s3;

import java.io.FilterInputStream;
import java.io.IOException;

import software.amazon.awssdk.core.ResponseInputStream;

/** Content on its way: where its reader goes away, the rest of it is not fetched, which closing alone would do to save the connection. */
final class Download extends FilterInputStream {

	private final ResponseInputStream<?> content;
	private boolean ended;

	Download(ResponseInputStream<?> content) {
		super(content);
		this.content = content;
	}

	@Override
	public int read() throws IOException {
		int one = super.read();
		ended |= one < 0;
		return one;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int count = super.read(bytes, offset, length);
		ended |= count < 0;
		return count;
	}

	@Override
	public void close() throws IOException {
		if (ended) {
			super.close();
		} else {
			content.abort();
		}
	}
}
