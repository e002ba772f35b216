package dev.millrace.cloud.kinesis.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import dev.millrace.cloud.kinesis.shard.Shard;
import dev.millrace.cloud.kinesis.shard.ShardId;
import dev.millrace.cloud.kinesis.shard.ShardMap;

/** What is known of a stream, in a small file that is always either the old one or the new one. */
final class StateFile {
	private static final int FORMAT = 1;
	private static final JsonMapper MAPPER = JsonMapper.builder()
			.addModule(shards())
			// What can be told from the rest is not written.
			.changeDefaultVisibility(all -> all.withIsGetterVisibility(Visibility.NONE))
			.build();

	private final Path file;

	private StateFile(Path file) {
		this.file = file;
	}

	static StateFile in(Path directory) {
		return new StateFile(directory.resolve("stream.json"));
	}

	boolean exists() {
		return Files.exists(file);
	}

	/** Throws IllegalStateException when the file was written by a version that has another format. */
	StreamState read() throws IOException {
		var tree = MAPPER.readTree(Files.readAllBytes(file));
		int format = tree.path("format").asInt(0);
		if (format != FORMAT) {
			throw new IllegalStateException(
					"%s has format %d, this version reads format %d: choose another data directory"
							.formatted(file, format, FORMAT));
		}
		return MAPPER.treeToValue(tree.get("stream"), StreamState.class);
	}

	void write(StreamState state) throws IOException {
		var fresh = file.resolveSibling("stream.json.new");
		Files.write(fresh, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(new Content(FORMAT, state)));
		Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	void delete() throws IOException {
		Files.deleteIfExists(file);
	}

	private record Content(int format, StreamState stream) {}

	private static SimpleModule shards() {
		return new SimpleModule().addSerializer(ShardMap.class, new ShardMapWriter())
				.addDeserializer(ShardMap.class, new ShardMapReader())
				.addSerializer(ShardId.class, new ShardIdWriter())
				.addDeserializer(ShardId.class, new ShardIdReader());
	}

	private static final class ShardMapWriter extends ValueSerializer<ShardMap> {
		@Override
		public void serialize(ShardMap shards, JsonGenerator json, SerializationContext context) {
			json.writePOJO(shards.all());
		}
	}

	private static final class ShardMapReader extends ValueDeserializer<ShardMap> {
		@Override
		public ShardMap deserialize(JsonParser json, DeserializationContext context) {
			return ShardMap.of(json.readValueAs(new TypeReference<List<Shard>>() {}));
		}
	}

	private static final class ShardIdWriter extends ValueSerializer<ShardId> {
		@Override
		public void serialize(ShardId id, JsonGenerator json, SerializationContext context) {
			json.writeNumber(id.number());
		}
	}

	private static final class ShardIdReader extends ValueDeserializer<ShardId> {
		@Override
		public ShardId deserialize(JsonParser json, DeserializationContext context) {
			return new ShardId(json.getIntValue());
		}
	}
}
