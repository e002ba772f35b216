package dev.millrace.cloud.run;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Waits until a process says that it can do its work. */
final class Readiness {
	private static final Duration POLL = Duration.ofMillis(100);
	private static final Duration PATIENCE = Duration.ofMinutes(3);
	private static final Duration ONE_ANSWER = Duration.ofSeconds(5);

	private final HttpClient http = HttpClient.newHttpClient();

	/** Throws when it dies before, or takes longer than three minutes. */
	void await(Child child) throws StartException, InterruptedException {
		for (var waited = Duration.ZERO; !isReady(child.service()); waited = waited.plus(POLL)) {
			if (!child.isAlive()) {
				throw new StartException("%s did not start (%s); what it said last stands above."
						.formatted(child.service().name(), child.ending()));
			}
			if (waited.compareTo(PATIENCE) > 0) {
				throw new StartException("%s did not answer %s with 200 in %d s.".formatted(child.service().name(),
						child.service().ready(), PATIENCE.toSeconds()));
			}
			Thread.sleep(POLL);
		}
		child.nowReady();
	}

	private boolean isReady(Service service) throws InterruptedException {
		try {
			var question = HttpRequest.newBuilder(service.ready()).timeout(ONE_ANSWER).build();
			return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
		} catch (IOException _) {
			return false;
		}
	}
}
