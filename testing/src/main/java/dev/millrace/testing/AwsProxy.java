package dev.millrace.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Stands between a client and AWS, so that a test decides what becomes of a call. A call that is not answered ends without one. */
public final class AwsProxy implements AutoCloseable {

	static {
		// Read when the server's classes are loaded. Without it each answer waits 40 ms for the client's acknowledgement.
		System.setProperty("sun.net.httpserver.nodelay", "true");
	}

	private static final Set<String> NOT_PASSED_ON = Set.of("host", "connection", "content-length", "upgrade", "expect",
			"http2-settings");

	/** What becomes of a call. */
	@FunctionalInterface
	public interface Behaviour {

		/** Answers the call, or does not. */
		void meet(Call call) throws IOException, InterruptedException;
	}

	private final Supplier<URI> aws;
	private final Behaviour behaviour;
	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
	private final HttpServer server;

	/** @param aws where it really is, asked at each call */
	public AwsProxy(Supplier<URI> aws, Behaviour behaviour) {
		this.aws = aws;
		this.behaviour = behaviour;
		try {
			server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		server.createContext("/", this::handle);
		server.start();
	}

	/** What the client is given as AWS's. */
	public URI address() {
		return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			behaviour.meet(new Call(exchange, exchange.getRequestBody().readAllBytes()));
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	/** Of a client, on its way to AWS. */
	public final class Call {

		private final HttpExchange exchange;
		private final byte[] body;

		private Call(HttpExchange exchange, byte[] body) {
			this.exchange = exchange;
			this.body = body;
		}

		/** Such as {@code DynamoDB_20120810.PutItem}; empty where the protocol has none. */
		public String target() {
			return Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target")).orElse("");
		}

		public byte[] body() {
			return body.clone();
		}

		/** Has AWS do what is asked for. */
		public HttpResponse<byte[]> passOn() throws IOException, InterruptedException {
			var request = HttpRequest.newBuilder(aws.get().resolve(exchange.getRequestURI()))
					.method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
			exchange.getRequestHeaders().forEach((name, values) -> {
				if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
					values.forEach(value -> request.header(name, value));
				}
			});
			return client.send(request.build(), BodyHandlers.ofByteArray());
		}

		/** Answers as AWS did. */
		public void answer(HttpResponse<byte[]> answer) throws IOException {
			for (String name : List.of("Content-Type", "x-amz-crc32", "x-amzn-RequestId")) {
				answer.headers().firstValue(name).ifPresent(value -> exchange.getResponseHeaders().add(name, value));
			}
			send(answer.statusCode(), answer.body());
		}

		/** Answers otherwise, in JSON. */
		public void answer(int status, byte[] json) throws IOException {
			exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
			send(status, json);
		}

		private void send(int status, byte[] answer) throws IOException {
			exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
			exchange.getResponseBody().write(answer);
		}
	}

	@Override
	public void close() {
		server.stop(0);
	}
}
