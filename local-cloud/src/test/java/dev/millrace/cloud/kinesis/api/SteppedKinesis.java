package dev.millrace.cloud.kinesis.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Random;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.cloud.kinesis.KinesisSettings;

/** Kinesis on a free port, whose time passes only when the test says so; it is spoken to in plain JSON. */
final class SteppedKinesis implements AutoCloseable {
	private static final JsonMapper MAPPER = new JsonMapper();
	private static final HttpClient http = HttpClient.newHttpClient();

	private final Path directory;
	private final KinesisSettings settings;
	private Instant now = Instant.parse("2026-11-20T12:00:00Z");
	private KinesisHandler handler;
	private Server server;

	/** An answer; the body is missing where there was none. */
	record Answer(int status, String errorType, JsonNode body) {}

	SteppedKinesis(Path directory, KinesisSettings settings) throws Exception {
		this.directory = directory;
		this.settings = settings;
		this.handler = open();
		this.server = start(handler);
	}

	void pass(Duration time) {
		now = now.plus(time);
	}

	Instant now() {
		return now;
	}

	void expire() {
		handler.expire();
	}

	void restart() throws Exception {
		server.stop();
		handler = open();
		server = start(handler);
	}

	static SteppedKinesis withStream(Path directory, int shards) throws Exception {
		var kinesis = new SteppedKinesis(directory, KinesisSettings.DEFAULT);
		kinesis.create(shards);
		return kinesis;
	}

	/** The stream "s". */
	void create(int shards) throws IOException, InterruptedException {
		call("CreateStream", "{\"StreamName\":\"s\",\"ShardCount\":%d}".formatted(shards));
	}

	/** So many small records into the shard of hash key 7. */
	JsonNode put(int count) throws IOException, InterruptedException {
		var record = "{\"PartitionKey\":\"k\",\"ExplicitHashKey\":\"7\",\"Data\":\"eA==\"}";
		return call("PutRecords",
				"{\"StreamName\":\"s\",\"Records\":[%s]}"
						.formatted(String.join(",", Collections.nCopies(count, record))));
	}

	/** From the oldest record of the shard on. */
	String iterator(int shard) throws IOException, InterruptedException {
		return call("GetShardIterator",
				"{\"StreamName\":\"s\",\"ShardId\":\"shardId-%012d\",\"ShardIteratorType\":\"TRIM_HORIZON\"}"
						.formatted(shard))
				.get("ShardIterator")
				.asString();
	}

	static String records(String iterator) {
		return "{\"ShardIterator\":\"%s\"}".formatted(iterator);
	}

	/** The body of an answer that must be a good one. */
	JsonNode call(String operation, String json) throws IOException, InterruptedException {
		var answer = send(operation, json);
		if (answer.status() != 200) {
			throw new AssertionError(answer);
		}
		return answer.body();
	}

	Answer send(String operation, String json) throws IOException, InterruptedException {
		var request = request("/").header("X-Amz-Target", "Kinesis_20131202." + operation)
				.header("Content-Type", "application/x-amz-json-1.1");
		return answer(http.send(request.POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString()));
	}

	int setFaults(String json) throws IOException, InterruptedException {
		return http
				.send(request("/_millrace/kinesis/faults").POST(BodyPublishers.ofString(json)).build(),
						BodyHandlers.discarding())
				.statusCode();
	}

	@Override
	public void close() {
		LifeCycle.stop(server);
	}

	private KinesisHandler open() throws IOException {
		return KinesisHandler.open(directory, settings, () -> now, new Random(1));
	}

	private static Server start(KinesisHandler handler) throws Exception {
		var server = new Server();
		var connector = new ServerConnector(server);
		connector.setHost("127.0.0.1");
		server.addConnector(connector);
		server.setHandler(handler);
		server.start();
		return server;
	}

	private HttpRequest.Builder request(String path) {
		int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(20));
	}

	private static Answer answer(HttpResponse<String> response) {
		var body = response.body().isEmpty() ? MAPPER.missingNode() : MAPPER.readTree(response.body());
		return new Answer(response.statusCode(), response.headers().firstValue("x-amzn-ErrorType").orElse(""), body);
	}
}
