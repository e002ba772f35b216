package dev.millrace.cloud.run;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * What the user sees when all is ready; the only place in which a key is written, to the one whose it is.
 *
 * @param where its data lies
 */
record Welcome(int port, URI cloud, String where, String key, Duration startTook) {

	static Duration ageOfThisProcess() {
		return ProcessHandle.current()
				.info()
				.startInstant()
				.map(born -> Duration.between(born, Instant.now()))
				.orElse(Duration.ZERO);
	}

	@Override
	public String toString() {
		var address = "http://localhost:" + port;
		return """

				Millrace is ready at %1$s (it took %2$.1f s).
				  Your key:       export MILLRACE_KEY=%5$s
				  Post an event:  curl -i %1$s/v1/events -H 'X-API-Key: %5$s' -H 'Content-Type: application/json' -d '{"id":"hello-1","type":"greeting","data":{"text":"Hello"}}'
				  Read it back:   curl -i %1$s/v1/events/hello-1 -H 'X-API-Key: %5$s'
				  Its data is in %3$s; AWS clients find the cloud with AWS_ENDPOINT_URL=%4$s.
				  Ctrl-C stops it.
				"""
				.formatted(address, startTook.toMillis() / 1000.0, where, cloud, key);
	}
}
