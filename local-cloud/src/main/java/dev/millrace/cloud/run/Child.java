package dev.millrace.cloud.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps the process of one service running: passes its lines on, and starts it again when it dies. */
final class Child {
	/**
	 * Ctrl-C goes to all processes of a terminal at once. A JVM that is started with the signal ignored goes on
	 * ignoring it, so that the runner alone decides who stops when.
	 */
	private static final List<String> WITHOUT_INTERRUPT = List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh");

	private final Service service;
	private final StartCommand command;
	private final Console console;
	private final InstantSource clock;
	private final Backoff backoff;
	private final CountDownLatch stopping = new CountDownLatch(1);
	private final Thread keeper;
	private volatile Process process;
	/** Who never was ready is not started again: it would fail in the same way, and the run has failed with it. */
	private volatile boolean ready;

	private Child(Service service, StartCommand command, Console console, InstantSource clock, Backoff backoff,
			Process process) {
		this.service = service;
		this.command = command;
		this.console = console;
		this.clock = clock;
		this.backoff = backoff;
		this.process = process;
		this.keeper = Thread.ofPlatform().name(service.name()).unstarted(this::keep);
	}

	static Child start(Service service, StartCommand command, Console console, InstantSource clock,
			Backoff backoff) throws IOException {
		var child = new Child(service, command, console, clock, backoff, launch(service, command));
		child.keeper.start();
		return child;
	}

	Service service() {
		return service;
	}

	void nowReady() {
		ready = true;
	}

	boolean isAlive() {
		return process.isAlive();
	}

	Ending ending() {
		return new Ending(process.onExit().join().exitValue());
	}

	/** Asks it to end (SIGTERM) and returns when it has; kills it, and says so, when it takes longer than that. */
	void stop(Duration patience) throws InterruptedException {
		stopping.countDown();
		askToEnd(process);
		if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
			console.say("%s did not stop in %d s and is killed".formatted(service.name(), patience.toSeconds()));
			process.destroyForcibly();
		}
		keeper.join();
	}

	private void keep() {
		try {
			while (lived()) {
				process = launch(service, command);
				if (stopping.getCount() == 0) {
					askToEnd(process);
				}
			}
		} catch (IOException e) {
			console.say("%s cannot be started again: %s".formatted(service.name(), e.getMessage()));
		} catch (InterruptedException _) {
			askToEnd(process);
		}
	}

	/** Follows one life to its end and then waits a little; true when another is to follow. */
	private boolean lived() throws IOException, InterruptedException {
		var born = clock.instant();
		passLinesOn();
		var ending = new Ending(process.waitFor());
		return ready && stopping.getCount() > 0 && anotherAfter(ending, born);
	}

	private boolean anotherAfter(Ending ending, Instant born) throws InterruptedException {
		var wait = backoff.after(Duration.between(born, clock.instant()));
		console.say("%s died (%s); it is started again in %d ms".formatted(service.name(), ending, wait.toMillis()));
		return !stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
	}

	/** Process.destroy would close its output too, and with it what it says while it stops. */
	private static void askToEnd(Process process) {
		process.toHandle().destroy();
	}

	private void passLinesOn() throws IOException {
		try (var lines = process.inputReader()) {
			for (var line = lines.readLine(); line != null; line = lines.readLine()) {
				console.line(service.name(), line);
			}
		}
	}

	private static Process launch(Service service, StartCommand command) throws IOException {
		var words = new ArrayList<>(WITHOUT_INTERRUPT);
		words.addAll(command.of(service));
		var builder = new ProcessBuilder(words).redirectErrorStream(true);
		// A profile, a session or an endpoint of the user's own must not reach the local platform, nor it them.
		builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
		builder.environment().putAll(service.environment());
		return builder.start();
	}
}
