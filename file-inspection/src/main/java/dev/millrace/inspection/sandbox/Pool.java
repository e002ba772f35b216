package dev.millrace.inspection.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.inspection.Budgets;

/** As many warm children as the settings say, each in one caller's hands at a time; who does not come back is replaced. */
final class Pool implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(Pool.class);
	private static final long PAUSE_SECONDS = 1;

	private final SandboxSettings settings;
	private final Budgets budgets;
	private final ChildCommand command;
	private final BlockingQueue<ChildProcess> idle = new LinkedBlockingQueue<>();
	private final Set<ChildProcess> living = ConcurrentHashMap.newKeySet();
	private final ScheduledExecutorService starter;
	private volatile String trouble = "";
	private volatile boolean closed;
	private boolean confined;

	/** The first child is waited for: who cannot have one must not start. */
	Pool(SandboxSettings settings, Budgets budgets) {
		this.settings = settings;
		this.budgets = budgets;
		this.command = ChildCommand.of(settings);
		this.starter = Executors.newScheduledThreadPool(2,
				Thread.ofPlatform().daemon().name("inspection-pool-", 0).factory());
		try {
			var first = start();
			introduce(first.introduction());
			add(first);
		} catch (IOException e) {
			starter.shutdownNow();
			throw new IllegalStateException("File inspection cannot start its children: " + e.getMessage(), e);
		} catch (InterruptedException e) {
			starter.shutdownNow();
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while the first child started", e);
		}
		for (int i = 1; i < settings.children(); i++) {
			starter.execute(this::startOne);
		}
	}

	private void introduce(Wire.Ready child) {
		confined = child.confinement().confined();
		LOG.info("Files are read by {} child JVMs of {} MiB; JPEGs are decoded by {}.", settings.children(),
				settings.heapMiB(), child.decoder());
		if (confined) {
			LOG.info("They are confined: {}.", child.confinement().how());
		} else {
			LOG.warn("They are not confined: {}. A file that takes over its child reaches the network.",
					child.confinement().how());
		}
	}

	/** Whether the first child, which is as all others, has given up the network. */
	boolean isConfined() {
		return confined;
	}

	/** Empty when none came free in time; {@link #trouble()} says whether they cannot be started. */
	Optional<ChildProcess> take() throws InterruptedException {
		long end = System.nanoTime() + settings.patience().toNanos();
		while (true) {
			var child = idle.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
			if (child == null) {
				return Optional.empty();
			}
			if (child.isAlive()) {
				return Optional.of(child);
			}
			replace(child);
		}
	}

	/** Why the last start failed, if it did. */
	String trouble() {
		return trouble;
	}

	/** Back from a file that went as it should; a child that has read enough is replaced, so that no library's leak grows. */
	void giveBack(ChildProcess child) {
		if (child.files() >= settings.filesPerChild()) {
			replace(child);
		} else {
			idle.add(child);
		}
	}

	/** Ends a child and starts another in its place, while the caller goes on. */
	void replace(ChildProcess child) {
		living.remove(child);
		child.kill();
		if (!closed) {
			starter.execute(this::startOne);
		}
	}

	private void startOne() {
		try {
			add(start());
			trouble = "";
		} catch (IOException | UncheckedIOException e) {
			trouble = String.valueOf(e.getMessage());
			LOG.error("A child JVM for reading files does not start; tried again in {} s: {}", PAUSE_SECONDS, trouble);
			if (!closed) {
				var _ = starter.schedule(this::startOne, PAUSE_SECONDS, TimeUnit.SECONDS);
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private ChildProcess start() throws IOException, InterruptedException {
		return ChildProcess.start(command, Scratch.create(), budgets, settings.startTime());
	}

	private void add(ChildProcess child) {
		living.add(child);
		if (closed) {
			child.kill();
		} else {
			idle.add(child);
		}
	}

	@Override
	public void close() {
		closed = true;
		starter.shutdownNow();
		living.forEach(ChildProcess::kill);
	}
}
