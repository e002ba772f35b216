package dev.millrace.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

import dev.millrace.testing.Java;
import dev.millrace.testing.Repository;

/**
 * The whole platform as the one command runs it, on free ports and a directory of its own: for the tests of a class, or, as
 * {@link #everyday()}, for those of all classes that leave it running. It runs on {@link OtherCloud}, if there is one.
 */
public final class RunningPlatform implements BeforeAllCallback, AfterAllCallback {

	private static final RunningPlatform EVERYDAY = new RunningPlatform(Everyday.settings());

	private static final Pattern KEY = Pattern.compile("export MILLRACE_KEY=(?<key>mr_\\w+)");
	private static final Duration READY = Duration.ofMinutes(4);

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
	private final int port = freePort();
	private final int cloudPort = freePort();
	private final Map<String, String> environment;
	private Optional<URI> otherCloud = Optional.empty();
	private @Nullable Path data;
	private @Nullable Process runner;

	/** As it is without any setting. */
	public RunningPlatform() {
		this(Map.of());
	}

	/** With settings in its environment, which its services inherit. */
	public RunningPlatform(Map<String, String> environment) {
		this.environment = Map.copyOf(environment);
	}

	/** The one that starts with the first class that names it and ends after the last test of all. */
	public static RunningPlatform everyday() {
		return EVERYDAY;
	}

	/** The address that clients know. */
	public URI frontDoor() {
		return URI.create("http://localhost:" + port);
	}

	/** The key that its ready message prints, as its user would copy it. */
	public String key() {
		try {
			var printed = KEY.matcher(said());
			if (!printed.find()) {
				throw new IllegalStateException("The ready message names no key; see " + log());
			}
			return printed.group("key");
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Where its data lies. */
	public Path data() {
		return Objects.requireNonNull(data, "not started");
	}

	/** One client for all tests, so that connections are kept. */
	public HttpClient http() {
		return http;
	}

	/** A client of the cloud's Kinesis. */
	public KinesisClient kinesis() {
		return at(KinesisClient.builder()).build();
	}

	/** One of its SQS. */
	public SqsClient sqs() {
		return at(SqsClient.builder()).build();
	}

	/** One of its S3. */
	public S3Client s3() {
		return at(S3Client.builder().forcePathStyle(true)).build();
	}

	/** One of its EventBridge. */
	public EventBridgeClient events() {
		return at(EventBridgeClient.builder()).build();
	}

	/** One of another of its services. */
	public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
		return at(builder).build();
	}

	/** The address of the cloud that it runs on. */
	public URI cloud() {
		return otherCloud.orElseGet(() -> URI.create("http://localhost:" + cloudPort));
	}

	private <B extends AwsClientBuilder<B, ?>> B at(B builder) {
		return builder.endpointOverride(cloud())
				.region(Region.US_EAST_1)
				.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
	}

	/** Kills one of its processes as kill -9 does; the runner starts it again. */
	public void kill(String service) {
		process(service).destroyForcibly();
	}

	/** One of its processes; whatever ends it, the runner starts another. */
	public ProcessHandle process(String service) {
		return process().descendants()
				.filter(child -> child.info().commandLine().orElse("").contains(service + ".jar"))
				.findFirst()
				.orElseThrow(() -> new IllegalStateException(service + " does not run; see " + log()));
	}

	@Override
	public void beforeAll(ExtensionContext context) throws IOException {
		otherCloud = OtherCloud.of(context);
		if (this != EVERYDAY) {
			start();
			return;
		}
		var ofAllTests = context.getRoot().getStore(Namespace.GLOBAL);
		if (ofAllTests.get(EVERYDAY) == null) {
			start();
			AutoCloseable end = this::stop;
			ofAllTests.put(EVERYDAY, end);
		}
	}

	@Override
	public void afterAll(ExtensionContext context) throws InterruptedException {
		if (this != EVERYDAY) {
			stop();
		}
	}

	private void start() throws IOException {
		data = Files.createTempDirectory("millrace-");
		var builder = new ProcessBuilder(command(data)).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
		if (otherCloud.isPresent()) {
			builder.environment().putAll(OtherCloud.settings());
		}
		builder.environment().putAll(environment);
		runner = builder.start();
		Awaitility.await("the platform, see " + log())
				.atMost(READY)
				.pollInterval(Duration.ofMillis(100))
				.failFast("it ended", () -> !process().isAlive())
				.until(() -> said().contains("Ctrl-C stops it"));
	}

	private void stop() throws InterruptedException {
		process().destroy();
		if (!process().waitFor(40, TimeUnit.SECONDS)) {
			process().descendants().forEach(ProcessHandle::destroyForcibly);
			process().destroyForcibly();
			throw new AssertionError("The platform did not stop in 40 s; see " + log());
		}
	}

	private List<String> command(Path directory) {
		var command = new ArrayList<>(Java.command("-Dmillrace.root=" + Repository.root(), "-Dmillrace.port=" + port,
				"-Dmillrace.cloud-port=" + cloudPort, "-Dmillrace.data=" + directory));
		otherCloud.ifPresent(address -> command.add("-Dmillrace.cloud-url=" + address));
		command.addAll(List.of("-Dmillrace.parent-pid=" + ProcessHandle.current().pid(), "-jar",
				Repository.jar("local-cloud").toString(), "run"));
		return command;
	}

	private Process process() {
		return Objects.requireNonNull(runner, "not started");
	}

	private String said() throws IOException {
		return Files.readString(log(), StandardCharsets.UTF_8);
	}

	private Path log() {
		return Path.of("target", "platform-" + port + ".log").toAbsolutePath();
	}

	private static int freePort() {
		try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
