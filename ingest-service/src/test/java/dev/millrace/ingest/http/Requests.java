package dev.millrace.ingest.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.testing.keys.TestKeys;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Requests as a well-behaved client sends them. */
record Requests(int port, HttpClient http, String key) {

	private static final JsonMapper JSON = new JsonMapper();

	Requests(int port) {
		this(port, HttpClient.newHttpClient(), TestKeys.BOOTSTRAP);
	}

	/** The same with another key. */
	Requests with(String otherKey) {
		return new Requests(port, http, otherKey);
	}

	HttpResponse<String> post(String path, String body, String... headers) {
		return post(path, body.getBytes(UTF_8), headers);
	}

	/** Headers are names and values in turn. */
	HttpResponse<String> post(String path, byte[] body, String... headers) {
		var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
				.header(TestKeys.HEADER, key)
				.POST(BodyPublishers.ofByteArray(body));
		try {
			return http.send((headers.length == 0 ? request : request.headers(headers)).build(),
					BodyHandlers.ofString());
		} catch (IOException e) {
			throw new AssertionError(e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new AssertionError(e);
		}
	}

	static JsonNode json(HttpResponse<String> answer) {
		return JSON.readTree(answer.body());
	}
}
