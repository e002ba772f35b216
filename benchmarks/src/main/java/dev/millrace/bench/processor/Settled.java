package dev.millrace.bench.processor;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.millrace.bench.Running;

/** How many events a processor has brought to the table. */
final class Settled {

	/** A call that was not answered in time and is made again finds its event there, as one that is delivered again. */
	private static final String METERS = "millrace_processor_stored_events,millrace_processor_redelivered_events";
	private static final Duration EVERY = Duration.ofMillis(250);

	private final URI meters;

	Settled(Running processor) {
		// Only these: writing all of them costs the service that is measured as much as its work.
		meters = URI.create("http://127.0.0.1:%d/actuator/prometheus?includedNames=%s"
				.formatted(processor.managementPort(), METERS));
	}

	double count() throws IOException {
		try (var in = meters.toURL().openStream()) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
					.filter(line -> !line.startsWith("#"))
					.mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
					.sum();
		}
	}

	void await(double count) throws IOException, InterruptedException {
		while (count() < count) {
			Thread.sleep(EVERY);
		}
	}
}
