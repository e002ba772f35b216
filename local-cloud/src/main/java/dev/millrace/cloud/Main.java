package dev.millrace.cloud;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.cloud.platform.Resources;
import dev.millrace.cloud.run.Rehearsal;
import dev.millrace.cloud.run.Runner;
import dev.millrace.cloud.run.Setup;
import dev.millrace.cloud.run.StartException;
import dev.millrace.cloud.settings.SettingException;
import dev.millrace.cloud.settings.Settings;

/**
 * The commands of the jar: none starts the local cloud; {@code make <endpoint>} makes the platform's stream, tables and
 * queues at that endpoint; {@code setup} does that for a set of containers and greets their user; {@code run} starts the
 * local cloud and all services and keeps them running; {@code warm} prepares the services for starting fast.
 */
final class Main {
	private static final Logger log = LoggerFactory.getLogger(Main.class);

	private Main() {}

	static void main(String[] arguments) {
		try {
			command(List.of(arguments));
		} catch (SettingException | StartException e) {
			System.err.println(e.getMessage());
			System.exit(2);
		} catch (Exception e) {
			log.error("The local cloud did not start", e);
			System.exit(1);
		}
	}

	private static void command(List<String> arguments) throws Exception {
		switch (arguments) {
			case List<String> none when none.isEmpty() -> runCloud(Settings.ofThisProcess());
			case List<String> run when run.equals(List.of("run")) -> runPlatform(Settings.ofThisProcess());
			case List<String> warm when warm.equals(List.of("warm")) -> Rehearsal.of(Settings.ofThisProcess());
			case List<String> setup when setup.equals(List.of("setup")) -> Setup.run(Settings.ofThisProcess());
			case List<String> make when make.size() == 2 && make.getFirst().equals("make") ->
				Resources.ofThePlatform().makeAt(URI.create(make.getLast()));
			default ->
				throw new SettingException("Usage: java -jar local-cloud.jar [run | warm | setup | make <endpoint>]");
		}
	}

	private static void runPlatform(Settings settings) throws Exception {
		endWithParent(settings);
		var runner = Runner.of(settings);
		var failed = new AtomicBoolean();
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			runner.stop();
			// A stop that was asked for is a success, whereas the JVM's own code would name the signal.
			Runtime.getRuntime().halt(failed.get() ? 1 : 0);
		}));
		try {
			runner.start();
		} catch (Exception e) {
			failed.set(true);
			runner.stop();
			throw e;
		}
	}

	private static void runCloud(Settings settings) throws Exception {
		endWithParent(settings);
		var cloud = LocalCloud.start(CloudSettings.from(settings));
		Runtime.getRuntime().addShutdownHook(new Thread(() -> close(cloud)));
		log.info("Local cloud at {}", cloud.address());
	}

	/** A process that started this one and is gone would leave it behind on its ports and files. */
	private static void endWithParent(Settings settings) {
		settings.text("millrace.parent-pid")
				.map(Long::parseLong)
				.map(Main::process)
				.ifPresent(parent -> Thread.ofVirtual().start(() -> {
					parent.onExit().join();
					System.exit(0);
				}));
	}

	private static ProcessHandle process(long pid) {
		return ProcessHandle.of(pid)
				.orElseThrow(() -> new SettingException(
						"There is no process %d to watch, as -Dmillrace.parent-pid asks.".formatted(pid)));
	}

	private static void close(LocalCloud cloud) {
		try {
			cloud.close();
		} catch (Exception e) {
			log.warn("The local cloud did not stop cleanly", e);
		}
	}
}
