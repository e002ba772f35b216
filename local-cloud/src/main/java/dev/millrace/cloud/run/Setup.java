package dev.millrace.cloud.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import dev.millrace.cloud.platform.NginxRoutes;
import dev.millrace.cloud.platform.Resources;
import dev.millrace.cloud.settings.DataDirectory;
import dev.millrace.cloud.settings.Settings;

/**
 * What comes before the services of a set of containers, and after: it leaves secrets and routes in the directory that they
 * share, makes the stream, tables and queues that are not there yet, says so by a file, and tells the user when the front
 * door answers. It does not end by itself: a container that ends counts as a failure with those who wait for all of them.
 */
public final class Setup {
	private static final Duration POLL = Duration.ofMillis(500);
	private static final Duration ONE_ANSWER = Duration.ofSeconds(5);
	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final HttpClient http = HttpClient.newHttpClient();
	private final SetupSettings settings;

	private Setup(SetupSettings settings) {
		this.settings = settings;
	}

	/** Returns only when it is interrupted. Throws StartException when the resources cannot be made. */
	public static void run(Settings settings) throws Exception {
		new Setup(SetupSettings.from(settings)).run();
	}

	private void run() throws Exception {
		Files.deleteIfExists(settings.ready());
		var data = DataDirectory.open(settings.data()).root();
		var secrets = Secrets.in(data, settings.bootstrapKey(), new SecureRandom());
		Files.writeString(data.resolve("routes.conf"), NginxRoutes.ofThePlatform());
		makeResources();
		Files.createFile(settings.ready());
		while (!answers()) {
			Thread.sleep(POLL);
		}
		System.out.println(new Welcome(settings.port(), URI.create("http://localhost:" + settings.cloudPort()),
				"the volumes of these containers",
				secrets.bootstrapKey(), Welcome.ageOfThisProcess()));
		new CountDownLatch(1).await();
	}

	/** Tries again for some time what does not answer yet: not every cloud that listens is ready. */
	private void makeResources() throws StartException, InterruptedException {
		if (settings.cloud().isEmpty()) {
			return;
		}
		var cloud = settings.cloud().get();
		for (var waited = Duration.ZERO;; waited = waited.plus(POLL)) {
			try {
				Resources.ofThePlatform().makeAt(cloud);
				return;
			} catch (IOException e) {
				if (waited.compareTo(PATIENCE) > 0) {
					throw new StartException(
							"The stream, tables and queues cannot be made at %s: %s".formatted(cloud, e.getMessage()));
				}
				Thread.sleep(POLL);
			}
		}
	}

	private boolean answers() throws InterruptedException {
		try {
			var question = HttpRequest.newBuilder(settings.door().resolve("/health")).timeout(ONE_ANSWER).build();
			return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
		} catch (IOException _) {
			return false;
		}
	}
}
