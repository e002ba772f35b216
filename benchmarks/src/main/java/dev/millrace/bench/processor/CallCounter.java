package dev.millrace.bench.processor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Stands between a service and AWS, and counts what is paid for. */
final class CallCounter implements AutoCloseable {

	static {
		// Read when the server's classes are loaded. Without it each answer waits 40 ms for the client's acknowledgement.
		System.setProperty("sun.net.httpserver.nodelay", "true");
	}

	private static final Pattern INSERT = Pattern.compile("INSERT INTO");
	private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "content-length", "expect", "host",
			"upgrade", "transfer-encoding", "http2-settings");

	private final URI behind;
	private final HttpServer server;
	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
	private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

	CallCounter(URI behind) throws IOException {
		this.behind = behind;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", this::pass);
		server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		server.start();
	}

	URI endpoint() {
		return URI.create("http://localhost:" + server.getAddress().getPort());
	}

	/** What was called since the last time, by what it is for. */
	Map<String, Long> take() {
		Map<String, Long> taken = new TreeMap<>();
		counts.forEach((what, count) -> taken.put(what, count.sumThenReset()));
		return taken;
	}

	private void count(String what, long more) {
		counts.computeIfAbsent(what, _ -> new LongAdder()).add(more);
	}

	private void pass(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = exchange.getRequestBody().readAllBytes();
			String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
			count(target.substring(target.indexOf('.') + 1), new String(body, StandardCharsets.ISO_8859_1));
			var request = HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
					.method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
			exchange.getRequestHeaders().forEach((name, values) -> {
				if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
					values.forEach(value -> request.header(name, value));
				}
			});
			var answer = client.send(request.build(), BodyHandlers.ofByteArray());
			answer.headers().map().forEach((name, values) -> {
				if (!OF_THE_CONNECTION.contains(name)) {
					exchange.getResponseHeaders().put(name, values);
				}
			});
			exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
			exchange.getResponseBody().write(answer.body());
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private void count(String call, String body) {
		switch (call) {
			case "BatchExecuteStatement" -> count("INSERT", INSERT.matcher(body).results().count());
			case "UpdateItem", "PutItem", "DeleteItem" -> count(write(body), 1);
			case "Scan", "Query", "GetItem" ->
				count(body.contains("\"millrace-processor\"") ? call + " of leases" : call, 1);
			default -> count(call, 1);
		}
	}

	/** KCL keeps all its state in one table, and each kind of write names other attributes. */
	private static String write(String body) {
		if (!body.contains("\"millrace-processor\"")) {
			return "other write";
		}
		if (body.contains("\"Leader\"")) {
			return "leader's lock";
		}
		if (body.contains("WORKER_METRIC")) {
			return "sign of life";
		}
		return body.contains("\"checkpoint\"") ? "checkpoint" : "renewal";
	}

	@Override
	public void close() {
		server.stop(0);
		client.close();
	}
}
