package dev.millrace.cloud.run;

import java.io.IOException;
import java.net.URI;
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
	/** With the front door's 8 s, all three are down in less than 30 s. */
	private static final Duration SERVICE_STOPS = Duration.ofSeconds(7);

	private final RunSettings settings;
	private final Services services;
	private final String key;
	private final Console console;
	private final Staging staging;
	private final FrontDoor door;
	private final Readiness readiness = new Readiness();
	/** What runs, in the order in which it stops. */
	private final List<Child> children = new ArrayList<>();
	private boolean stopping;

	Runner(RunSettings settings, Services services, Secrets secrets, Staging staging) {
		this.settings = settings;
		this.services = services;
		this.key = secrets.bootstrapKey();
		this.staging = staging;
		this.console = staging.console();
		this.door = new FrontDoor(settings.port(), Routes.ofThePlatform(), services.addresses());
	}

	/** Checks what can be known beforehand. Throws SettingException with a sentence for the user. */
	public static Runner of(Settings all) throws IOException {
		var settings = RunSettings.from(all);
		var data = DataDirectory.open(settings.data());
		var secrets = Secrets.in(data.root(), settings.bootstrapKey(), new SecureRandom());
		var services = Services.of(settings, secrets);
		Preflight.check(settings, services);
		var console = new Console(System.out, Console.isTerminal(), services.all().map(Service::name).toList());
		return new Runner(settings, services, secrets,
				new Staging(console, service -> WarmStart.of(service).command(), SERVICE_STOPS));
	}

	/** Returns the platform's address when all answer. What was started before a failure runs until {@link #stop()}. */
	public URI start() throws Exception {
		door.open();
		if (services.cloud().isPresent()) {
			readiness.await(launch(services.cloud().get()));
		}
		makeResources();
		var started = new ArrayList<Child>();
		for (var service : services.platform()) {
			started.add(launch(service));
		}
		for (var child : started) {
			readiness.await(child);
		}
		console.show(new Welcome(door.port(), services.endpoint(), whereItsDataIs(), key, Welcome.ageOfThisProcess())
				.toString());
		return URI.create("http://127.0.0.1:" + door.port());
	}

	private String whereItsDataIs() {
		return services.cloud().isPresent()
				? settings.data().toString()
				: "that cloud, its secrets in " + settings.data();
	}

	/** Front door first, so that nothing new comes in; then each service; the local cloud last, which all write to. */
	public void stop() {
		try {
			var inOrder = stopLaunching();
			door.close();
			for (var child : inOrder) {
				child.stop(staging.patience());
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
		var child = Child.start(service, staging.command(), console, InstantSource.system(),
				new Backoff(settings.restartsAtOnce()));
		int last = services.cloud().isPresent() ? 1 : 0;
		children.add(Math.max(0, children.size() - last), child);
		return child;
	}

	private void makeResources() throws StartException, InterruptedException {
		try {
			Resources.ofThePlatform().makeAt(services.endpoint());
		} catch (IOException e) {
			throw new StartException(
					"The stream, tables and queues cannot be made at " + services.endpoint() + ": " + e.getMessage());
		}
	}
}
