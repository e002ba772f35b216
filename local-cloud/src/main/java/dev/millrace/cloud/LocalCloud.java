package dev.millrace.cloud;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import dev.millrace.cloud.dynamodb.DynamoDb;
import dev.millrace.cloud.events.EventBridge;
import dev.millrace.cloud.kinesis.api.KinesisHandler;
import dev.millrace.cloud.s3.S3;
import dev.millrace.cloud.settings.DataDirectory;
import dev.millrace.cloud.settings.SettingException;
import dev.millrace.cloud.sqs.Queues;
import dev.millrace.cloud.sqs.Sqs;

/** The services of AWS that the platform uses, on one port and one directory. */
final class LocalCloud {
	private static final long STOP_MILLIS = 5_000;

	private final Server server;
	private final URI address;

	private LocalCloud(Server server, URI address) {
		this.server = server;
		this.address = address;
	}

	/** Returns when requests are answered. Throws SettingException when port or directory cannot be used. */
	static LocalCloud start(CloudSettings settings) throws Exception {
		var data = DataDirectory.open(settings.data());
		data.lock();
		var server = new Server(new QueuedThreadPool());
		var address = settings.publicAddress(listen(server, settings));
		server.setHandler(new Endpoint(services(settings, data, address)));
		server.setStopTimeout(STOP_MILLIS);
		server.start();
		return new LocalCloud(server, address);
	}

	URI address() {
		return address;
	}

	void close() throws Exception {
		server.stop();
	}

	/**
	 * Opened before the services start, because queue URLs hold the port; requests wait until the server starts. HTTP/2
	 * without TLS is what the SDK's asynchronous Kinesis client speaks unless told otherwise.
	 */
	private static int listen(Server server, CloudSettings settings) throws Exception {
		var http = anyUri();
		var connector = new ServerConnector(server, new HttpConnectionFactory(http),
				new HTTP2CServerConnectionFactory(http));
		connector.setHost(settings.bind());
		connector.setPort(settings.port());
		server.addConnector(connector);
		try {
			connector.open();
		} catch (IOException e) {
			throw e.getCause() instanceof BindException ? inUse(settings, e) : e;
		}
		return connector.getLocalPort();
	}

	private static SettingException inUse(CloudSettings settings, IOException e) {
		return new SettingException("Port %d on %s cannot be had; choose another with -D%s=..."
				.formatted(settings.port(), settings.bind(), CloudSettings.PORT), e);
	}

	/** Names and keys reach the services as the client wrote them, encoded slashes and all. */
	private static HttpConfiguration anyUri() {
		var http = new HttpConfiguration();
		http.setUriCompliance(UriCompliance.UNSAFE);
		http.setSendServerVersion(false);
		return http;
	}

	private static Map<AwsService, Handler> services(CloudSettings settings, DataDirectory data, URI address) {
		var dynamodb = starting(() -> DynamoDb.on(data.of("dynamodb")));
		var sqs = starting(() -> Sqs.on(data.of("sqs"), address));
		var kinesis = starting(() -> KinesisHandler.open(data.of("kinesis"), settings.kinesis(), Clock.systemUTC(),
				RandomGenerator.getDefault()));
		var queues = new Queues(() -> sqs.join().api());
		var s3 = starting(() -> S3.on(data.of("s3"), settings.secrets(), queues, Clock.systemUTC()));
		var events = starting(() -> EventBridge.on(data.of("events"), queues, Clock.systemUTC()));
		return Map.of(AwsService.KINESIS, kinesis.join(), AwsService.DYNAMODB, dynamodb.join(),
				AwsService.DYNAMODB_STREAMS, dynamodb.join(),
				AwsService.SQS, sqs.join(), AwsService.S3, s3.join(), AwsService.EVENTS, events.join());
	}

	private static <H extends Handler> CompletableFuture<H> starting(Callable<H> service) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return service.call();
			} catch (Exception e) {
				throw new IllegalStateException("A service did not start", e);
			}
		}, task -> Thread.ofPlatform().start(task));
	}
}
