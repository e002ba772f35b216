package dev.millrace.file.sqs;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.file.Generation;
import dev.millrace.file.Keys;
import dev.millrace.file.Notice;
import dev.millrace.file.Sequencer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** S3's event messages, read and written. */
final class S3Events {

	private static final String CREATED = "ObjectCreated:";
	private static final String REMOVED = "ObjectRemoved:";
	private static final JsonMapper JSON = JsonMapper.shared();

	private S3Events() {}

	/**
	 * The notices in a message: none in the one with which S3 tries a queue, none of objects that are no file's content.
	 *
	 * @throws IllegalArgumentException where it is no event message at all
	 */
	static List<Notice> read(String message, String body) {
		JsonNode root = parse(body);
		if (!root.path("Records").isArray()) {
			if (root.path("Event").asString("").equals("s3:TestEvent")) {
				return List.of();
			}
			throw new IllegalArgumentException("It is no event of S3");
		}
		var notices = new ArrayList<Notice>();
		for (JsonNode event : root.path("Records")) {
			notice(message, event).ifPresent(notices::add);
		}
		return notices;
	}

	private static JsonNode parse(String body) {
		try {
			return JSON.readTree(body);
		} catch (JacksonException e) {
			throw new IllegalArgumentException("It is no JSON", e);
		}
	}

	private static Optional<Notice> notice(String message, JsonNode event) {
		String name = event.path("eventName").asString("").replaceFirst("^s3:", "");
		JsonNode object = event.path("s3").path("object");
		String key = URLDecoder.decode(object.path("key").asString(""), UTF_8);
		if (!name.startsWith(CREATED) && !name.startsWith(REMOVED)) {
			return Optional.empty();
		}
		return Keys.fileOfContent(key)
				.map(file -> new Notice(message, name.startsWith(CREATED), file, generation(object)));
	}

	private static Generation generation(JsonNode object) {
		return Generation.told(new Sequencer(object.path("sequencer").asString("0")), text(object, "versionId"),
				object.path("size").asLong(0), text(object, "eTag"));
	}

	private static Optional<String> text(JsonNode object, String member) {
		return Optional.of(object.path(member).asString("")).filter(text -> !text.isEmpty());
	}

	/** A message as S3 would send it of content that it has told of before. */
	static String of(String bucket, String file, Generation generation) {
		var object = JSON.createObjectNode()
				.put("key", URLEncoder.encode(Keys.content(file), UTF_8).replace("%2F", "/"))
				.put("size", generation.bytes())
				.put("sequencer", generation.sequencer().digits());
		generation.version().ifPresent(version -> object.put("versionId", version));
		generation.eTag().ifPresent(eTag -> object.put("eTag", eTag));
		return JSON.writeValueAsString(Map.of("Records", List.of(Map.of("eventSource", "millrace:file-service",
				"eventName", CREATED + "Put", "s3",
				Map.of("bucket", Map.of("name", bucket), "object", object)))));
	}
}
