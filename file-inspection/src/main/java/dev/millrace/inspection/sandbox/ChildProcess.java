package dev.millrace.inspection.sandbox;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.inspection.Allowance;
import dev.millrace.inspection.Budgets;

/** A child as its parent sees it. One thread at a time talks to it. */
final class ChildProcess {

	/** How often the child's use of the processor is looked at. */
	private static final Duration LOOK = Duration.ofMillis(100);

	private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

	private final Process process;
	private final Path scratch;
	private final DataOutputStream out;
	private final BlockingQueue<Optional<Wire.Reply>> replies = new LinkedBlockingQueue<>();
	private final BlockingQueue<Optional<Wire.Ready>> ready = new LinkedBlockingQueue<>();
	private final LastWords lastWords;
	private int files;

	private ChildProcess(Process process, Path scratch) {
		this.process = process;
		this.scratch = scratch;
		this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
		this.lastWords = LastWords.of(process.getErrorStream());
	}

	/** Starts a child and waits until it is warm. */
	static ChildProcess start(ChildCommand command, Path scratch, Budgets budgets, Duration startTime)
			throws IOException, InterruptedException {
		var child = new ChildProcess(command.start(scratch), scratch);
		Thread.ofPlatform().daemon().name("inspection-child-" + child.process.pid()).start(child::listen);
		try {
			Frames.write(child.out, new Wire.Begin(budgets));
			var ready = child.ready.poll(startTime.toMillis(), TimeUnit.MILLISECONDS);
			if (ready != null && ready.isPresent()) {
				child.introduction = ready.get();
				return child;
			}
			throw new IOException((ready == null ? "not ready after " + startTime : "it ended at once: ")
					+ child.lastWords.text());
		} catch (IOException | InterruptedException e) {
			child.kill();
			throw e;
		}
	}

	private Wire.Ready introduction = new Wire.Ready("", new Confinement.Held(false, ""));

	Wire.Ready introduction() {
		return introduction;
	}

	/** Says what the child says, to the end. */
	private void listen() {
		try (var in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
			var first = Frames.read(in, Wire.Ready.class);
			ready.add(first);
			for (var reply = Frames.read(in, Wire.Reply.class); reply.isPresent(); reply = Frames.read(in,
					Wire.Reply.class)) {
				replies.add(reply);
			}
		} catch (IOException | RuntimeException e) {
			// It died in the middle of a word, or says what no child of ours does: either way there is nothing more to come.
			LOG.debug("A child has ended, or said what cannot be understood", e);
			process.destroyForcibly();
		}
		ready.add(Optional.empty());
		replies.add(Optional.empty());
	}

	/** How a file went. */
	sealed interface Ending {
		/** The child answered, and can be asked again. */
		record Answered(Wire.Reply reply) implements Ending {}

		/** It ended by itself. */
		record Died(int exitCode, String lastWords) implements Ending {}

		/** It was killed. */
		record OverTime(String detail) implements Ending {}
	}

	Ending read(Wire.Task task, Allowance allowance) throws InterruptedException {
		files++;
		var cpuBefore = cpu();
		long begin = System.nanoTime();
		try {
			Frames.write(out, task);
		} catch (IOException _) {
			return died();
		}
		while (true) {
			var left = allowance.wallTime().minusNanos(System.nanoTime() - begin);
			var wait = left.compareTo(LOOK) < 0 ? left : LOOK;
			var reply = replies.poll(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
			if (reply != null) {
				return reply.isPresent() ? new Ending.Answered(reply.get()) : died();
			}
			if (!left.isPositive()) {
				return overTime("by the clock", allowance.wallTime());
			}
			if (cpu().minus(cpuBefore).compareTo(allowance.cpuTime()) > 0) {
				return overTime("of the processor", allowance.cpuTime());
			}
		}
	}

	private Duration cpu() {
		return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
	}

	private Ending died() throws InterruptedException {
		return new Ending.Died(process.waitFor(), lastWords.text());
	}

	private Ending overTime(String which, Duration budget) {
		kill();
		return new Ending.OverTime(
				"Reading the file took more than %.1f s %s.".formatted(budget.toNanos() / 1e9, which));
	}

	int files() {
		return files;
	}

	boolean isAlive() {
		return process.isAlive();
	}

	/** At once, whatever it does; also what it had spooled. */
	void kill() {
		process.destroyForcibly();
		var _ = process.onExit().thenRun(this::tidy);
	}

	private void tidy() {
		try {
			Scratch.delete(scratch);
		} catch (IOException e) {
			LOG.warn("{} is left over from a child: {}", scratch, e.toString());
		}
	}
}
