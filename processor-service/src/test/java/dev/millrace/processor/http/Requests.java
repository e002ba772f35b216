package dev.millrace.processor.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import dev.millrace.testing.keys.TestKeys;

/** Requests to a service of this machine, with a key that may do everything. */
final class Requests {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private Requests() {}

	static HttpRequest.Builder to(int port, String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
				.header(TestKeys.HEADER, TestKeys.BOOTSTRAP);
	}

	/** Sends a body of JSON. */
	static HttpResponse<byte[]> send(int port, String method, String path, String body)
			throws IOException, InterruptedException {
		var request = to(port, path).header("Content-Type", "application/json")
				.method(method, BodyPublishers.ofString(body))
				.build();
		return HTTP.send(request, BodyHandlers.ofByteArray());
	}
}
