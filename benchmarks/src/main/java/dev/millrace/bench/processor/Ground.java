package dev.millrace.bench.processor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.jetty.util.IO;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

import dev.millrace.bench.BentoProgram;
import dev.millrace.bench.LocalCloud;
import dev.millrace.bench.Processes;
import dev.millrace.bench.Running;

/** The packaged local cloud with the platform's resources, and what runs on it; all of it goes with this. */
final class Ground implements AutoCloseable {

	static final String STREAM = "millrace-events";
	static final String TABLE = "millrace-events";
	/** Of the shape that keys have, and good on this machine only while the benchmark lasts. */
	static final String KEY = "mr_00000000000000bb_" + "0b".repeat(32);

	private final Path root;
	private final Path directory = Files.createTempDirectory("millrace-bench");
	private final Processes processes = new Processes(directory);
	private final Running cloud;

	Ground(Path root) throws IOException, InterruptedException {
		this.root = root;
		this.cloud = LocalCloud.start(processes, root, directory.resolve("data"), Processes.freePort());
	}

	URI endpoint() {
		return URI.create(cloud.uri("").replace("127.0.0.1", "localhost"));
	}

	/** The local cloud's own process. */
	Running cloud() {
		return cloud;
	}

	private String jar(String module) {
		return root.resolve(module).resolve("target").resolve(module + ".jar").toString();
	}

	/** In the profile for one machine. */
	Running processor(URI aws, String... options) throws IOException, InterruptedException {
		return processor(aws, Map.of(), options);
	}

	/** The same with more settings, as environment variables. */
	Running processor(URI aws, Map<String, String> more, String... options) throws IOException, InterruptedException {
		return processor(jar("processor-service"), aws, more, options);
	}

	/** As the one command starts it, where that has prepared its warm start. */
	Running warmProcessor() throws IOException, InterruptedException {
		Path warm = root.resolve("processor-service").resolve("target").resolve("warm");
		return processor(warm.resolve("processor-service.jar").toString(), endpoint(), Map.of(), "-Xmx256m",
				"-XX:+UseSerialGC", "-XX:AOTCache=" + warm.resolve("app.aot"), "-Xlog:disable", "-Xlog:all=error");
	}

	private Running processor(String jar, URI aws, Map<String, String> more, String... options)
			throws IOException, InterruptedException {
		var settings = new HashMap<>(more);
		settings.putAll(Map.of("SPRING_PROFILES_ACTIVE", "local", "MILLRACE_PROCESSOR_CURSOR_SECRET",
				"good for as long as the benchmark lasts"));
		return service(jar, aws, settings, options);
	}

	Running ingest() throws IOException, InterruptedException {
		return service(jar("ingest-service"), endpoint(), Map.of("SPRING_PROFILES_ACTIVE", "local"), "-Xmx256m");
	}

	private Running service(String jar, URI aws, Map<String, String> settings, String... options)
			throws IOException, InterruptedException {
		int port = Processes.freePort();
		var environment = new HashMap<>(settings);
		environment.putAll(Map.of("SERVER_PORT", String.valueOf(port), "MANAGEMENT_SERVER_PORT",
				String.valueOf(Processes.freePort()), "AWS_ENDPOINT_URL", aws.toString(), "AWS_REGION", "us-east-1",
				"AWS_ACCESS_KEY_ID", "bench", "AWS_SECRET_ACCESS_KEY", "bench", "MILLRACE_BOOTSTRAP_KEY", KEY,
				"MILLRACE_PARENT_PID", String.valueOf(ProcessHandle.current().pid())));
		var command = new ArrayList<>(List.of(options));
		command.addAll(List.of("-jar", jar));
		return processes.start(port, command, environment);
	}

	/** A peer with this configuration, where there is one. */
	Optional<Running> bento(String configuration) throws IOException, InterruptedException {
		return new BentoProgram(processes, directory).start(configuration);
	}

	KinesisClient kinesis() {
		return onThis(KinesisClient.builder());
	}

	DynamoDbClient dynamo() {
		return onThis(DynamoDbClient.builder());
	}

	private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C onThis(B builder) {
		return builder.endpointOverride(endpoint())
				.region(Region.US_EAST_1)
				.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench")))
				.httpClientBuilder(ApacheHttpClient.builder().maxConnections(64))
				.build();
	}

	@Override
	public void close() {
		cloud.close();
		IO.delete(directory.toFile());
	}
}
