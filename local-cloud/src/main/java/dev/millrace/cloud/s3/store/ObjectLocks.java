package dev.millrace.cloud.s3.store;

import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** A lock for each object (some share one), so that changes of one object are numbered in the order in which they happen. */
final class ObjectLocks {
	private final ReentrantLock[] locks = Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

	ReentrantLock of(String bucket, String key) {
		return locks[Math.floorMod(31 * bucket.hashCode() + key.hashCode(), locks.length)];
	}
}
