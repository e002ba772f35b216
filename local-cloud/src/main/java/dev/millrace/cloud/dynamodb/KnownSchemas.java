package dev.millrace.cloud.dynamodb;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccessJob;
import software.amazon.dynamodb.services.local.shared.access.sqlite.TableSchemaInfo;
import software.amazon.dynamodb.services.local.shared.mapper.DynamoDbObjectMapper;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * DynamoDBLocal keeps a table's schema as JSON in its database, and binds it to objects at each get and put of an item,
 * while nobody else can do anything: most of what either does. Here the same bytes give the same objects again.
 */
final class KnownSchemas extends JsonDeserializer<TableSchemaInfo> {

	/** For all databases of a process, as the mapper is that asks it. */
	private static final KnownSchemas ONE = install();

	private final ObjectMapper plain = new DynamoDbObjectMapper();
	/** By the JSON as text, for the sake of its hash, which the JVM counts several times faster than that of a buffer. */
	private final Map<String, TableSchemaInfo> known = new ConcurrentHashMap<>();
	private final AtomicInteger changes = new AtomicInteger();

	/** To be asked for before the first database is opened: what a mapper has read once it goes on reading in the same way. */
	static KnownSchemas ofThisProcess() {
		return ONE;
	}

	private static KnownSchemas install() {
		var schemas = new KnownSchemas();
		ObjectMapper mapper = mapperOfItems();
		mapper.getFactory().configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION.mappedFeature(), true);
		mapper.registerModule(new SimpleModule().addDeserializer(TableSchemaInfo.class, schemas));
		return schemas;
	}

	private static ObjectMapper mapperOfItems() {
		try {
			var field = SQLiteDBAccessJob.class.getDeclaredField("MAPPER");
			field.setAccessible(true);
			return (ObjectMapper) field.get(null);
		} catch (ReflectiveOperationException e) {
			throw new IllegalStateException("This DynamoDBLocal reads its schemas otherwise", e);
		}
	}

	/** While a table changes nothing is known: whoever changes it changes the objects that it reads, which other tables may share. */
	void changing(Runnable change) {
		changes.incrementAndGet();
		known.clear();
		try {
			change.run();
		} finally {
			known.clear();
			changes.decrementAndGet();
		}
	}

	@Override
	public TableSchemaInfo deserialize(JsonParser parser, DeserializationContext context) throws IOException {
		if (!(parser.currentLocation().contentReference().getRawContent() instanceof byte[] json)) {
			return plain.readValue(parser, TableSchemaInfo.class);
		}
		if (changes.get() > 0) {
			return plain.readValue(json, TableSchemaInfo.class);
		}
		String text = new String(json, ISO_8859_1);
		TableSchemaInfo schema = known.get(text);
		if (schema == null) {
			schema = plain.readValue(json, TableSchemaInfo.class);
			known.put(text, schema);
		}
		return schema;
	}
}
