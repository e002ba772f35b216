package dev.millrace.system.docs;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The document at /v3/api-docs, and answers held against it. */
record Contract(JsonNode document) {

	/** Of HTTP itself and of the connection, in no contract. */
	// The last is what Spring adds where a path ends like a file's name, so that no browser takes the answer for a program.
	private static final Set<String> UNTOLD = Set.of("content-type", "content-length", "date", "transfer-encoding",
			"connection", "keep-alive", "server", "via", "accept-ranges", "last-modified", ":status",
			"content-disposition");
	private static final JsonMapper JSON = JsonMapper.shared();

	/** One request that an operation describes: {@code POST /v1/events}. */
	record Operation(String method, String path) {

		@Override
		public String toString() {
			return method + " " + path;
		}
	}

	List<Operation> operations() {
		List<Operation> operations = new ArrayList<>();
		document.get("paths")
				.properties()
				.forEach(path -> path.getValue()
						.propertyNames()
						.stream()
						.filter(name -> !name.equals("parameters"))
						.forEach(method -> operations
								.add(new Operation(method.toUpperCase(Locale.ROOT), path.getKey()))));
		return operations;
	}

	JsonNode operation(Operation operation) {
		return document.get("paths").path(operation.path()).path(operation.method().toLowerCase(Locale.ROOT));
	}

	/** The operation's method, path and status, such as {@code GET /health 200}, and where its answer is described. */
	TreeMap<String, String> answers() {
		var answers = new TreeMap<String, String>();
		for (Operation operation : operations()) {
			String at = "/paths/" + escaped(operation.path()) + "/" + operation.method().toLowerCase(Locale.ROOT)
					+ "/responses";
			for (String status : document.at(at).propertyNames()) {
				answers.put(operation + " " + status, resolved(at + "/" + status));
			}
		}
		return answers;
	}

	/** The codes that an answer may have. */
	Set<String> codes(String at) {
		var codes = new TreeSet<String>();
		document.at(at + "/content/application~1problem+json/schema/properties/code/enum")
				.forEach(code -> codes.add(code.stringValue()));
		return codes;
	}

	/** Fails where the answer is not one of those that the operation declares. */
	void accepts(Operation operation, HttpResponse<String> answer) {
		String name = operation + " " + answer.statusCode();
		String at = answers().get(name);
		assertThat(at).as("%s is not declared; it answered %s", name, answer.body()).isNotNull();
		headers(name, answer, document.at(at + "/headers"));
		String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
		if (answer.body().isEmpty()) {
			return;
		}
		assertThat(document.at(at + "/content").propertyNames()).as(name).contains(type);
		String schema = at + "/content/" + escaped(type) + "/schema";
		if (type.endsWith("/json") || type.endsWith("+json")) {
			valid(name, schema, JSON.readTree(answer.body()));
		}
	}

	private void headers(String name, HttpResponse<String> answer, JsonNode declared) {
		var told = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
		declared.properties().forEach(entry -> {
			told.add(entry.getKey());
			String reference = entry.getValue().path("$ref").asString("");
			JsonNode header = reference.isEmpty() ? entry.getValue() : document.at(reference.substring(1));
			var value = answer.headers().firstValue(entry.getKey());
			if (header.path("required").asBoolean(false)) {
				assertThat(value).as("%s: %s", name, entry.getKey()).isPresent();
			}
			value.ifPresent(text -> assertThat(errors(header.get("schema"), JSON.valueToTree(text)))
					.as("%s: %s: %s", name, entry.getKey(), text)
					.isEmpty());
		});
		assertThat(answer.headers().map().keySet()).as("%s: headers", name)
				.allSatisfy(sent -> assertThat(told.contains(sent) || UNTOLD.contains(sent)).as(sent).isTrue());
	}

	/** Fails where the value does not fit the schema at this place of the document. */
	void valid(String name, String at, JsonNode value) {
		ObjectNode reference = JSON.createObjectNode().put("$ref", "#" + encoded(at));
		assertThat(errors(reference, value)).as("%s: %s", name, value).isEmpty();
	}

	/** The whole document is the schema's root, so that its references lead somewhere. */
	private List<String> errors(JsonNode schema, JsonNode value) {
		ObjectNode root = ((ObjectNode) document).deepCopy();
		root.setAll((ObjectNode) schema);
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
				.getSchema(root)
				.validate(value)
				.stream()
				.map(Object::toString)
				.toList();
	}

	private String resolved(String at) {
		String reference = document.at(at).path("$ref").asString("");
		return reference.isEmpty() ? at : reference.substring(1);
	}

	private static String escaped(String name) {
		return name.replace("~", "~0").replace("/", "~1");
	}

	private static String encoded(String pointer) {
		return URLEncoder.encode(pointer, UTF_8).replace("%2F", "/").replace("+", "%20").replace("%7E", "~");
	}
}
