package dev.millrace.bench.processor;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import dev.millrace.bench.Running;

/**
 * A peer between a stream and a table: it puts the same items, by the batch, over whatever is there, whoever made their
 * ids. Of the batches that were tried these are the ones with which it is fastest. The last batch of a shard it keeps until
 * more records come, and a core busy meanwhile (1.10.0), so it is not waited for.
 */
final class BentoLoop {

	private static final Pattern SENT = Pattern.compile("\"output_sent\\{[^}]*\\}\":(\\d+)");
	private static final long EVERY_MILLIS = 250;

	private final Running bento;

	BentoLoop(Running bento) {
		this.bento = bento;
	}

	/** @param name of the stream and of the table */
	static String configuration(URI aws, String name) {
		String access = """
				endpoint: "%s"
				    region: us-east-1
				    credentials: {id: bench, secret: bench}""".formatted(aws);
		return """
				input:
				  aws_kinesis:
				    streams: [%1$s]
				    dynamodb: {table: %1$s-leases, create: true}
				    checkpoint_limit: 10000
				    batching: {count: 25, period: 200ms}
				    %2$s
				pipeline:
				  processors:
				    - mapping: |
				        let event = content().string()
				        let slot = "#" + this.id.hash("xxhash64").encode("hex").slice(0, 1)
				        root.id = this.id
				        root.timestamp = this.time.ts_parse("2006-01-02T15:04:05.999Z").ts_unix_milli()
				        root.source = this.source
				        root.type = this.type
				        root.event = $event
				        root.receivedAt = this.receivedat
				        root.storedAt = timestamp_unix_milli()
				        root.timeSlot = "all" + $slot
				        root.typeSlot = this.type + $slot
				        root.sourceSlot = this.source + $slot
				output:
				  aws_dynamodb:
				    table: %1$s
				    json_map_columns: {"": "."}
				    max_in_flight: 64
				    %2$s
				metrics: {json_api: {}}
				logger: {level: WARN}
				""".formatted(name, access);
	}

	/** Events that the table has taken. */
	long sent() throws IOException {
		try (var in = URI.create(bento.uri("/stats")).toURL().openStream()) {
			var sent = SENT.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
			if (!sent.find()) {
				throw new IOException("no count of what was sent");
			}
			return Long.parseLong(sent.group(1));
		}
	}

	/** How many there are when at least so many are. */
	long await(long count) throws IOException, InterruptedException {
		for (long sent = sent();; sent = sent()) {
			if (sent >= count) {
				return sent;
			}
			Thread.sleep(EVERY_MILLIS);
		}
	}
}
