package dev.millrace.system.path;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.system.RunningPlatform;

/** A client of the front door, as anyone would write one. */
public record Client(URI frontDoor, String key, HttpClient http) {

	private static final JsonMapper JSON = new JsonMapper();

	public Client(RunningPlatform platform) {
		this(platform.frontDoor(), platform.key(), platform.http());
	}

	/** The same with another key. */
	public Client with(String otherKey) {
		return new Client(frontDoor, otherKey, http);
	}

	public HttpResponse<String> post(String contentType, String body) {
		return post("/v1/events", contentType, body);
	}

	public HttpResponse<String> post(String path, String contentType, String body) {
		return send(to(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)).build());
	}

	public HttpResponse<String> delete(String path) {
		return send(to(path).DELETE().build());
	}

	public HttpResponse<String> get(String path) {
		return send(to(path).GET().build());
	}

	HttpResponse<String> event(String id, String source) {
		return get("/v1/events/" + encoded(id) + "?source=" + encoded(source));
	}

	/** The ids of all stored events of a type; an id as often as it is visible. */
	List<String> idsOfType(String type) {
		return eventsOfType(type).stream().map(event -> event.get("id").asString()).toList();
	}

	/** All stored events of a type, by a walk over all pages. */
	public List<JsonNode> eventsOfType(String type) {
		var events = new ArrayList<JsonNode>();
		String first = "/v1/events?limit=1000&type=" + encoded(type);
		String next = first;
		while (next != null) {
			var page = json(get(next));
			page.get("events").forEach(events::add);
			next = page.has("cursor") ? first + "&cursor=" + encoded(page.get("cursor").asString()) : null;
		}
		return events;
	}

	public static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	public static JsonNode json(HttpResponse<String> answer) {
		return JSON.readTree(answer.body());
	}

	private HttpRequest.Builder to(String path) {
		return HttpRequest.newBuilder(frontDoor.resolve(path)).timeout(Duration.ofSeconds(60)).header("X-API-Key", key);
	}

	private HttpResponse<String> send(HttpRequest request) {
		return sent(http, request);
	}

	public static HttpResponse<String> sent(HttpClient http, HttpRequest request) {
		try {
			return http.send(request, BodyHandlers.ofString());
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while waiting for an answer", e);
		}
	}
}
