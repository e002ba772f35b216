package dev.millrace.ingest.webhook;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

import dev.millrace.event.EventReader;
import dev.millrace.event.Problem;
import dev.millrace.event.ProblemCode;
import dev.millrace.event.Reading;
import dev.millrace.ingest.Delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Puts an event around the body, as the reader of events would find it in a request. */
record BodyComposer(EventReader reader) implements Composer {

	private static final JsonFactory JSON = new JsonFactory();

	@Override
	public Reading compose(String source, String type, Optional<String> id, Delivery delivery) {
		var text = new ByteArrayOutputStream(delivery.body().length + 512);
		member(text, "{\"type\":", type);
		member(text, ",\"source\":", source);
		id.ifPresent(known -> member(text, ",\"id\":", known));
		if (!delivery.contentType().isEmpty()) {
			member(text, ",\"datacontenttype\":", delivery.contentType());
		}
		String media = delivery.contentType().toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
		if (media.isEmpty() || media.equals("application/json") || media.endsWith("+json")) {
			if (!isOneValue(delivery.body())) {
				return new Reading.Refused(new Problem(ProblemCode.MALFORMED_JSON, "/data", "The body is not JSON."));
			}
			text.writeBytes(",\"data\":".getBytes(UTF_8));
			text.writeBytes(delivery.body());
		} else if (media.startsWith("text/") || Content.isForm(media)) {
			member(text, ",\"data\":", new String(delivery.body(), UTF_8));
		} else {
			member(text, ",\"data_base64\":", Base64.getEncoder().encodeToString(delivery.body()));
		}
		text.write('}');
		return reader.read(text.toByteArray(), 0, text.size());
	}

	private static boolean isOneValue(byte[] body) {
		try (JsonParser tokens = JSON.createParser(ObjectReadContext.empty(), body)) {
			return tokens.nextToken() != null && tokens.skipChildren() != null && tokens.nextToken() == null;
		} catch (JacksonException _) {
			return false;
		}
	}

	private static void member(ByteArrayOutputStream text, String name, String value) {
		text.writeBytes(name.getBytes(UTF_8));
		text.write('"');
		text.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(value));
		text.write('"');
	}
}
