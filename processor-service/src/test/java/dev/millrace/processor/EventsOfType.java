package dev.millrace.processor;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

import static dev.millrace.processor.TestEvents.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Events of a type of their own: put into the stream as records, and looked for in the table. */
final class EventsOfType {

	static final String STREAM = "millrace-events";
	private static final Duration ARRIVAL = Duration.ofMinutes(4);

	private final URI endpoint;
	private final String type = "type-" + UUID.randomUUID();

	EventsOfType(URI endpoint) {
		this.endpoint = endpoint;
	}

	String type() {
		return type;
	}

	/** Events 0 to {@code count}; each second one of them has an id that the intake made. */
	void put(int count) {
		put(IntStream.range(0, count).mapToObj(i -> {
			TestEvents.Spec event = event(type + "-" + i).type(type);
			return (i % 2 == 0 ? event : event.generatedId()).document();
		}).toList());
	}

	void put(List<byte[]> records) {
		try (var kinesis = kinesis(endpoint)) {
			for (int from = 0; from < records.size(); from += 500) {
				var entries = records.subList(from, Math.min(records.size(), from + 500))
						.stream()
						.map(bytes -> PutRecordsRequestEntry.builder()
								.data(SdkBytes.fromByteArray(bytes))
								.partitionKey(Integer.toString(Arrays.hashCode(bytes)))
								.build())
						.toList();
				var answer = kinesis.putRecords(put -> put.streamName(STREAM).records(entries));
				assertThat(answer.failedRecordCount()).isZero();
			}
		}
	}

	static KinesisClient kinesis(URI endpoint) {
		return KinesisClient.builder()
				.endpointOverride(endpoint)
				.region(Region.US_EAST_1)
				.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
				.build();
	}

	/** The numbers of those that are visible. */
	List<String> listed(Service service) throws IOException, InterruptedException {
		List<String> ids = new ArrayList<>();
		String cursor = "";
		do {
			String page = new String(service.get("/v1/events?limit=1000&fields=id&type=" + type + cursor).body(),
					UTF_8);
			Pattern.compile("\"id\":\"" + type + "-(\\d+)\"")
					.matcher(page)
					.results()
					.forEach(id -> ids.add(id.group(1)));
			var next = Pattern.compile("\"cursor\":\"([\\w-]+)\"").matcher(page);
			cursor = next.find() ? "&cursor=" + next.group(1) : "";
		} while (!cursor.isEmpty());
		return ids;
	}

	void awaitListed(Service service, int count) {
		Awaitility.await(service.log().toString())
				.atMost(ARRIVAL)
				// Each look walks all pages, beside the writes that it waits for.
				.pollInterval(Duration.ofSeconds(3))
				.untilAsserted(() -> assertThat(listed(service)).hasSize(count).doesNotHaveDuplicates());
	}
}
