package dev.millrace.system.files;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;

import dev.millrace.system.RunningPlatform;
import dev.millrace.system.path.Client;

/** Kills the file service with -9, a few seconds after it answers, again and again. */
final class Killer implements AutoCloseable {

	private static final String SERVICE = "file-service";
	private static final int LEAST_MILLIS = 2_000;
	private static final int MOST_MILLIS = 6_000;

	private final RunningPlatform platform;
	private final Client client;
	private final Random random;
	private final int most;
	private final AtomicInteger kills = new AtomicInteger();
	private final CountDownLatch over = new CountDownLatch(1);
	private final Thread thread;

	/** @param most kills; then the service may finish what there is */
	Killer(RunningPlatform platform, Client client, long seed, int most) {
		this.most = most;
		this.platform = platform;
		this.client = client;
		this.random = new Random(seed);
		this.thread = Thread.ofVirtual().start(this::kill);
	}

	int kills() {
		return kills.get();
	}

	private void kill() {
		try {
			while (kills.get() < most
					&& !over.await(random.nextInt(LEAST_MILLIS, MOST_MILLIS), TimeUnit.MILLISECONDS)) {
				platform.kill(SERVICE);
				kills.incrementAndGet();
				Awaitility.await("the service comes again")
						.atMost(Duration.ofMinutes(2))
						.until(() -> client.get("/v1/files?limit=1").statusCode() == 200);
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** It runs, and is left alone from now on. */
	@Override
	public void close() {
		over.countDown();
		try {
			thread.join();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
