package dev.millrace.ingest.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A YAML file of the folder platform/, which is packaged with this jar as it is. */
final class PlatformFile {

	/** Above the uses of anchors in the files, whose writers are trusted; the library's own limit is for strangers' files. */
	private static final int MOST_ALIASES = 10_000;

	private PlatformFile() {}

	/** Reads it as JSON, in which anchors and merge keys are resolved. */
	static JsonNode read(String name) {
		var options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		options.setMaxAliasesForCollections(MOST_ALIASES);
		try (var file = Objects.requireNonNull(PlatformFile.class.getResourceAsStream("/platform/" + name), name)) {
			Object content = new Yaml(new SafeConstructor(options)).load(file);
			return JsonMapper.shared().valueToTree(content);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
