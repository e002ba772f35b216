package dev.millrace.processor.http;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

import dev.millrace.web.problem.Refusal;

/** A request's body as one of this package's records: a member that is unknown or of another type is refused by its place. */
final class JsonBody {

	private static final int LONGEST = 256 * 1024;
	private static final JsonMapper JSON = JsonMapper.builder()
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.withCoercionConfig(LogicalType.Textual, JsonBody::refuseOtherScalars)
			.build();

	private JsonBody() {}

	private static void refuseOtherScalars(MutableCoercionConfig text) {
		text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
				.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
				.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
	}

	static <T> T read(HttpServletRequest request, Class<T> type) throws IOException {
		byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
		if (body.length > LONGEST) {
			throw Refusal.of(HttpStatus.CONTENT_TOO_LARGE, "request-too-large",
					"The request has more than %d bytes, which is the limit.".formatted(LONGEST));
		}
		try {
			T read = JSON.readValue(body, type);
			if (read == null) {
				throw invalid("", "must be an object");
			}
			return read;
		} catch (DatabindException e) {
			throw invalid(pointer(e), "is not known here, or not what it must be");
		} catch (JacksonException _) {
			throw Refusal.of(HttpStatus.BAD_REQUEST, "malformed-json", "The body is not a JSON object.");
		}
	}

	private static String pointer(DatabindException e) {
		return pointer(e.getPath()
				.stream()
				.map(step -> step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName())
				.toList());
	}

	/** These steps as RFC 6901 writes them. */
	static String pointer(List<String> steps) {
		return steps.stream()
				.map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
				.collect(Collectors.joining());
	}

	static Refusal invalid(String pointer, String rule) {
		return Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-member",
				"%s %s.".formatted(pointer.isEmpty() ? "The body" : pointer, rule), Map.of("pointer", pointer));
	}
}
