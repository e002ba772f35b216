package dev.millrace.cloud.s3.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes the lock when the content has come whole. Writers of one object then take turns at making it visible, and a slow
 * one keeps no other waiting while it sends.
 */
final class LockedAtItsEnd extends FilterInputStream {
	private final ReentrantLock lock;

	LockedAtItsEnd(InputStream content, ReentrantLock lock) {
		super(content);
		this.lock = lock;
	}

	@Override
	public int read() throws IOException {
		return ended(super.read());
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		return ended(super.read(buffer, offset, length));
	}

	private int ended(int read) {
		if (read < 0 && !lock.isHeldByCurrentThread()) {
			lock.lock();
		}
		return read;
	}
}
