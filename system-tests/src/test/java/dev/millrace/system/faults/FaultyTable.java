package dev.millrace.system.faults;

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
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Stands between the services and DynamoDB, and does to some of their calls what a busy or distant one does. */
final class FaultyTable implements AfterAllCallback {

	/** What happens to a call. */
	enum Mishap {
		/** It is refused for now. */
		THROTTLED,
		/** It is carried out and the connection ends without an answer. */
		REPLY_LOST,
		/** It is carried out and the answer comes after the client has given up. */
		TIMED_OUT,
		/** A batch of events is refused as if something in it were wrong. */
		REJECTED
	}

	/** What the ids of events begin with that are never taken. */
	static final String POISON = "poison-";
	private static final String WRITE = "BatchExecuteStatement";
	/** The clients' socket time-out is 5 s. */
	private static final Duration TOO_LONG = Duration.ofSeconds(6);
	private static final Set<String> NOT_PASSED_ON = Set.of("host", "connection", "content-length", "upgrade", "expect",
			"http2-settings");

	/** @param calls that it has come to */
	private record Trouble(Mishap mishap, double share, AtomicInteger calls) {}

	private final Supplier<URI> cloud;
	private final Random random;
	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
	private final HttpServer server;
	private final LongAdder failed = new LongAdder();
	private volatile Optional<Trouble> trouble = Optional.empty();

	/** @param cloud where DynamoDB really is */
	FaultyTable(Supplier<URI> cloud, Random random) {
		this.cloud = cloud;
		this.random = random;
		try {
			server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		server.createContext("/", this::handle);
		server.start();
	}

	URI address() {
		return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
	}

	/** From now on this happens to such a share of the calls, the first of them included. */
	void begin(Mishap mishap, double share) {
		trouble = Optional.of(new Trouble(mishap, share, new AtomicInteger()));
	}

	/** Until it has happened once; not at all where nothing is to happen. */
	void awaitMishap(Duration most) {
		Awaitility.await("a call that fails")
				.atMost(most)
				.pollDelay(Duration.ZERO)
				.until(() -> trouble.isEmpty() || trouble.get().calls().get() > 0);
	}

	/** Calls that have failed so far because of a mishap. */
	long failed() {
		return failed.sum();
	}

	void heal() {
		trouble = Optional.empty();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = exchange.getRequestBody().readAllBytes();
			String call = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target")).orElse("");
			switch (mishap(call, body).orElse(null)) {
				case THROTTLED -> refuse(exchange, "ProvisionedThroughputExceededException");
				case REJECTED -> refuse(exchange, "ValidationException");
				case REPLY_LOST -> ask(exchange, body);
				case TIMED_OUT -> {
					ask(exchange, body);
					LockSupport.parkNanos(TOO_LONG.toNanos());
				}
				case null -> answer(exchange, ask(exchange, body));
			}
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private Optional<Mishap> mishap(String call, byte[] body) {
		if (call.endsWith(WRITE) && new String(body, ISO_8859_1).contains(POISON)) {
			return Optional.of(Mishap.REJECTED);
		}
		Optional<Mishap> mishap = trouble.filter(now -> now.mishap() != Mishap.REJECTED || call.endsWith(WRITE))
				.filter(this::happens)
				.map(Trouble::mishap);
		mishap.ifPresent(_ -> failed.increment());
		return mishap;
	}

	private synchronized boolean happens(Trouble now) {
		return now.calls().getAndIncrement() == 0 || random.nextDouble() < now.share();
	}

	private HttpResponse<byte[]> ask(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
		var request = HttpRequest.newBuilder(cloud.get().resolve(exchange.getRequestURI()))
				.method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
		exchange.getRequestHeaders().forEach((name, values) -> {
			if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
				values.forEach(value -> request.header(name, value));
			}
		});
		return client.send(request.build(), BodyHandlers.ofByteArray());
	}

	private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
		for (String name : List.of("Content-Type", "x-amz-crc32", "x-amzn-RequestId")) {
			answer.headers().firstValue(name).ifPresent(value -> exchange.getResponseHeaders().add(name, value));
		}
		exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
		exchange.getResponseBody().write(answer.body());
	}

	private static void refuse(HttpExchange exchange, String error) throws IOException {
		byte[] body = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"on purpose\"}"
				.formatted(error)
				.getBytes(UTF_8);
		exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
		exchange.sendResponseHeaders(400, body.length);
		exchange.getResponseBody().write(body);
	}

	@Override
	public void afterAll(ExtensionContext context) {
		server.stop(0);
	}
}
