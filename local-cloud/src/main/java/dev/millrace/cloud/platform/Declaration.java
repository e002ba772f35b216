package dev.millrace.cloud.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of the folder platform/, which are packaged with this jar as they are. */
final class Declaration {
	private Declaration() {}

	static JsonNode of(String name) {
		try (var file = Declaration.class.getResourceAsStream("/platform/" + name + ".json")) {
			return JsonMapper.shared().readTree(Objects.requireNonNull(file, name)).get(name);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
