package dev.millrace.system.files;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.awaitility.Awaitility;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;

import dev.millrace.system.RunningPlatform;
import dev.millrace.system.path.Client;

/** How things stand: files, objects, notices, events; read by whoever comes again while the service is down. */
final class World implements AutoCloseable {

	private static final String NAME = "millrace-files";

	private final Client client;
	private final S3Client s3;
	private final SqsClient sqs;

	World(RunningPlatform platform, Client client) {
		this.client = client;
		this.s3 = platform.s3();
		this.sqs = platform.sqs();
	}

	/** One file; an answer of 404 has no status. */
	JsonNode file(String id) {
		return Client.json(asked("/v1/files/" + id));
	}

	void redrive(String id) {
		client.post("/v1/files/" + id + "/redrive", "application/json", "");
	}

	/** All that are listed, by id. */
	Map<String, JsonNode> files() {
		var files = new TreeMap<String, JsonNode>();
		walk("/v1/files?limit=100", "files").forEach(file -> files.put(file.get("id").asString(), file));
		return files;
	}

	/** All that are stored about files, each as often as it is visible. */
	List<JsonNode> events() {
		return walk("/v1/events?source=%2Fv1%2Ffiles&limit=1000", "events");
	}

	List<String> keys(String prefix) {
		return s3.listObjectsV2Paginator(list -> list.bucket(NAME).prefix(prefix))
				.contents()
				.stream()
				.map(S3Object::key)
				.toList();
	}

	void remove(String id) {
		s3.deleteObject(delete -> delete.bucket(NAME).key("uploads/" + id));
	}

	/** Messages in the queue of notices, whoever has them. */
	int notices() {
		String url = sqs.getQueueUrl(get -> get.queueName(NAME)).queueUrl();
		return sqs.getQueueAttributes(get -> get.queueUrl(url)
				.attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
						QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
						QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
				.attributes()
				.values()
				.stream()
				.mapToInt(Integer::parseInt)
				.sum();
	}

	private List<JsonNode> walk(String first, String member) {
		var found = new ArrayList<JsonNode>();
		String next = first;
		while (next != null) {
			JsonNode page = Client.json(asked(next));
			page.get(member).forEach(found::add);
			next = page.has("cursor") ? first + "&cursor=" + Client.encoded(page.get("cursor").asString()) : null;
		}
		return found;
	}

	private HttpResponse<String> asked(String path) {
		return Awaitility.await(path)
				.atMost(Duration.ofMinutes(2))
				.pollDelay(Duration.ZERO)
				.ignoreExceptionsInstanceOf(UncheckedIOException.class)
				.until(() -> client.get(path), answer -> answer.statusCode() < 500);
	}

	@Override
	public void close() {
		s3.close();
		sqs.close();
	}
}
