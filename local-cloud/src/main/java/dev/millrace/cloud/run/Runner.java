package dev.millrace.cloud.run;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import dev.millrace.cloud.door.FrontDoor;
import dev.millrace.cloud.platform.Resources;
import dev.millrace.cloud.platform.Routes;
import dev.millrace.cloud.settings.DataDirectory;
import dev.millrace.cloud.settings.Settings;

/** Runs the platform on this machine until it is told to stop. */
public final class Runner {
	/** With the front door's 8 s and two services, all is down in less than 30 s. */
	private static final Duration SERVICE_STOPS = Duration.ofSeconds(8);
	private static final Duration CLOUD_STOPS = Duration.ofSeconds(4);

	private final RunSettings settings;
	private final Services services;
	private final String key;
	private final Console console;
	private final FrontDoor door;
	private final Readiness readiness = new Readiness();
	/** What runs, in the order in which it stops. */
	private final List<Child> children = new ArrayList<>();
	private boolean stopping;

	private Runner(RunSettings settings, Services services, String key) {
		this.key = key;
		this.settings = settings;
		this.services = services;
		var names = services.all().map(Service::name);
		this.console = new Console(System.out, Console.isTerminal(), names.toList());
		this.door = new FrontDoor(settings.port(), Routes.ofThePlatform(), services.addresses());
	}

	/** Checks what can be known beforehand. Throws SettingException with a sentence for the user. */
	public static Runner of(Settings all) throws IOException {
		var settings = RunSettings.from(all);
		var data = DataDirectory.open(settings.data());
		var secrets = Secrets.in(data.root(), settings.bootstrapKey(), new SecureRandom());
		var services = Services.of(settings, secrets);
		Preflight.check(settings, services);
		return new Runner(settings, services, secrets.bootstrapKey());
	}

	/** Prepares the services of the platform, all at once, for starting fast; see {@link WarmStart}. */
	public static void warm(Settings all) throws IOException, InterruptedException {
		var services = Services.of(RunSettings.from(all), Secrets.FOR_A_REHEARSAL);
		var java = ProcessHandle.current().info().command().orElse("java");
		var threads = services.all()
				.map(service -> Thread.ofPlatform().start(() -> warm(service, java)))
				.toList();
		for (var thread : threads) {
			thread.join();
		}
	}

	/** Without it the service starts all the same, only later. */
	private static void warm(Service service, String java) {
		try {
			WarmStart.of(service).prepare(java);
		} catch (IOException e) {
			System.err.println("%s will start slowly: %s".formatted(service.name(), e.getMessage()));
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	/** Returns when all answer. What was started before a failure runs until {@link #stop()}. */
	public void start() throws Exception {
		door.open();
		readiness.await(launch(services.cloud()));
		makeResources();
		var started = new ArrayList<Child>();
		for (var service : services.platform()) {
			started.add(launch(service));
		}
		for (var child : started) {
			readiness.await(child);
		}
		console.show(new Welcome(door.port(), services.cloud().port(), settings.data(), key, Welcome.ageOfThisProcess())
				.toString());
	}

	/** Front door first, so that nothing new comes in; then each service; the local cloud last, which all write to. */
	public void stop() {
		try {
			var inOrder = stopLaunching();
			door.close();
			for (var child : inOrder) {
				child.stop(child.service().equals(services.cloud()) ? CLOUD_STOPS : SERVICE_STOPS);
			}
		} catch (Exception e) {
			console.say("Millrace did not stop cleanly: " + e);
		}
	}

	private synchronized List<Child> stopLaunching() {
		stopping = true;
		return List.copyOf(children);
	}

	private synchronized Child launch(Service service) throws StartException, IOException {
		if (stopping) {
			throw new StartException("Stopped while it started.");
		}
		var child = Child.start(service, console, InstantSource.system());
		children.add(Math.max(0, children.size() - 1), child);
		return child;
	}

	private void makeResources() throws StartException, InterruptedException {
		try {
			Resources.ofThePlatform().makeAt(services.cloud().address());
		} catch (IOException e) {
			throw new StartException("The stream, tables and queues cannot be made: " + e.getMessage());
		}
	}
}
