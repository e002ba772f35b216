package dev.millrace.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** DynamoDB where the index of leases is always still being made. */
final class UnfinishedIndex implements AutoCloseable {

	private static final String LEASES = "\"TableName\":\"millrace-processor\"";
	private static final String DONE = "\"IndexStatus\":\"ACTIVE\"";

	private final URI cloud;
	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
	private final AtomicInteger looks = new AtomicInteger();
	private final HttpServer server;

	UnfinishedIndex(URI cloud) {
		this.cloud = cloud;
		try {
			server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		server.createContext("/", this::handle);
		server.start();
	}

	String address() {
		return "http://127.0.0.1:" + server.getAddress().getPort();
	}

	/** How often someone was told that it is. */
	int looks() {
		return looks.get();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			var request = HttpRequest.newBuilder(cloud)
					.POST(BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
			for (String name : new String[]{"X-Amz-Target", "Content-Type", "Authorization", "X-Amz-Date"}) {
				String value = exchange.getRequestHeaders().getFirst(name);
				if (value != null) {
					request.header(name, value);
				}
			}
			var answer = client.send(request.build(), BodyHandlers.ofString());
			byte[] body = unfinished(answer.body()).getBytes(UTF_8);
			exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
			exchange.sendResponseHeaders(answer.statusCode(), body.length);
			exchange.getResponseBody().write(body);
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private String unfinished(String body) {
		if (!body.contains(LEASES) || !body.contains(DONE)) {
			return body;
		}
		looks.incrementAndGet();
		return body.replace(DONE, "\"IndexStatus\":\"CREATING\"");
	}

	@Override
	public void close() {
		server.stop(0);
	}
}
