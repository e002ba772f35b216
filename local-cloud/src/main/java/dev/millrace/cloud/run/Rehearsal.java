package dev.millrace.cloud.run;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.eclipse.jetty.util.IO;

import dev.millrace.cloud.settings.Settings;

/**
 * One short life of the whole platform, on other ports and other data than any that may be running, so that each
 * service's JVM learns what its start and its work take; see {@link WarmStart}.
 */
public final class Rehearsal {
	private static final String KEY = "X-API-Key";
	private static final Duration PATIENCE = Duration.ofSeconds(30);
	private static final Duration POLL = Duration.ofMillis(100);
	/** A JVM writes its cache as the last thing that it does. */
	private static final Duration WRITES = Duration.ofMinutes(2);

	private final HttpClient http = HttpClient.newHttpClient();
	private final Settings settings;
	private final Path directory;

	private Rehearsal(Settings settings, Path directory) {
		this.settings = settings;
		this.directory = directory;
	}

	/** Does nothing where each service has been prepared for just the jar that it has now. */
	public static void of(Settings settings) throws Exception {
		var data = Files.createTempDirectory("millrace-rehearsal");
		try {
			new Rehearsal(settings, data).run();
		} finally {
			IO.delete(data.toFile());
		}
	}

	private void run() throws Exception {
		var run = RunSettings.elsewhere(settings, directory.resolve("data"));
		var secrets = Secrets.in(directory, Optional.empty(), new SecureRandom());
		var services = Services.of(run, secrets);
		var warm = services.all().map(WarmStart::of).toList();
		if (areAllPrepared(warm)) {
			return;
		}
		for (var service : warm) {
			service.unpack();
		}
		var log = run.jarOf("local-cloud").resolveSibling("warm.log");
		try (var out = new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8)) {
			var console = new Console(out, false, services.all().map(Service::name).toList());
			var staging = new Staging(console, service -> WarmStart.of(service).recording(), WRITES);
			play(new Runner(run, services, secrets, staging), secrets.bootstrapKey());
		}
		for (var service : warm) {
			service.prepared();
		}
	}

	private void play(Runner runner, String key) throws Exception {
		try {
			sendAndRead(runner.start(), key);
		} finally {
			runner.stop();
		}
	}

	private void sendAndRead(URI platform, String key) throws IOException, InterruptedException {
		ask(HttpRequest.newBuilder(platform.resolve("/v1/events"))
				.header(KEY, key)
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString("{\"type\":\"rehearsal\",\"id\":\"1\",\"data\":{\"number\":1.0}}")), 202);
		for (String question : List.of("/v1/events/1", "/v1/events?type=rehearsal")) {
			ask(HttpRequest.newBuilder(platform.resolve(question)).header(KEY, key), 200);
		}
	}

	private void ask(HttpRequest.Builder question, int wanted) throws IOException, InterruptedException {
		int status = 0;
		for (var waited = Duration.ZERO; waited.compareTo(PATIENCE) < 0; waited = waited.plus(POLL)) {
			status = http.send(question.build(), BodyHandlers.discarding()).statusCode();
			if (status == wanted) {
				return;
			}
			Thread.sleep(POLL);
		}
		throw new IOException("The rehearsal was answered %d instead of %d".formatted(status, wanted));
	}

	private static boolean areAllPrepared(List<WarmStart> services) throws IOException {
		for (var service : services) {
			if (!service.isPrepared()) {
				return false;
			}
		}
		return true;
	}
}
