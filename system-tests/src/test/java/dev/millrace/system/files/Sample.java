package dev.millrace.system.files;

import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/** A file to send, and what must become of it whatever happens on its way. */
public final class Sample {

	private final String name;
	private final String contentType;
	private final byte[] content;
	private final String end;
	private final List<String> derivatives;

	/**
	 * A sample.
	 *
	 * @param end its status, and behind it, where there is one, the code of its rejection
	 * @param derivatives in the order of their names
	 */
	private Sample(String name, String contentType, byte[] content, String end, List<String> derivatives) {
		this.name = name;
		this.contentType = contentType;
		this.content = content;
		this.end = end;
		this.derivatives = derivatives;
	}

	static Sample processed(String name, String contentType, byte[] content, String... derivatives) {
		return new Sample(name, contentType, content, "processed", Stream.of(derivatives).sorted().toList());
	}

	static Sample rejected(String name, String contentType, byte[] content, String code) {
		return new Sample(name, contentType, content, "rejected " + code, List.of());
	}

	static Sample unsupported(String name, String contentType, byte[] content) {
		return new Sample(name, contentType, content, "unsupported", List.of());
	}

	/** Whether a file stands as this one must. */
	public boolean isEndOf(JsonNode file) {
		return end(file).equals(end) && derivatives(file).equals(derivatives);
	}

	/** The type of the event that tells of it. */
	public String event() {
		return end.startsWith("rejected") ? "millrace.file.rejected" : "millrace.file.processed";
	}

	static String end(JsonNode file) {
		return (file.path("status").asString("") + " " + file.path("error").path("code").asString("")).strip();
	}

	static List<String> derivatives(JsonNode file) {
		return file.path("derivatives").valueStream().map(made -> made.get("name").asString()).sorted().toList();
	}

	public String name() {
		return name;
	}

	String contentType() {
		return contentType;
	}

	/** Not to be changed. */
	byte[] content() {
		return content;
	}

	@Override
	public String toString() {
		return "%s: %s %s".formatted(name, end, derivatives);
	}
}
