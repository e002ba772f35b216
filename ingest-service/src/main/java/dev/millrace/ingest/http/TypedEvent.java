package dev.millrace.ingest.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

import dev.millrace.web.problem.Refusal;

/** The attributes of an event that a request to {@code /v1/events/{type}} names by its path, its query and its headers. */
final class TypedEvent {

	private static final String SOURCE = "source";
	private static final String ID_HEADER = "id-header";
	private static final String TYPE_HEADER = "type-header";
	private static final Set<String> KNOWN = Set.of(SOURCE, ID_HEADER, TYPE_HEADER);

	private TypedEvent() {}

	/**
	 * Reads them.
	 *
	 * @param type of the path; it counts where {@code ?type-header=} names no header that the request has
	 * @throws Refusal 400 for a parameter that is not known, given twice or names an id that is not there, or there twice: an event
	 *         whose id is lost could not be sent again safely
	 */
	static Map<String, String> attributes(String type, HttpServletRequest request) {
		var parameters = parameters(request);
		var attributes = new LinkedHashMap<String, String>();
		attributes.put("type", value(parameters, TYPE_HEADER).flatMap(name -> header(request, name)).orElse(type));
		value(parameters, ID_HEADER).ifPresent(name -> attributes.put("id", header(request, name)
				.orElseThrow(() -> Refusal.of(HttpStatus.BAD_REQUEST, "missing-header",
						"The header '%s', in which '?id-header=' looks for the id, is not in the request."
								.formatted(name)))));
		value(parameters, SOURCE).ifPresent(source -> attributes.put("source", source));
		return attributes;
	}

	/** Of the query alone: asked for its parameters, a container would read a form's body as some. */
	private static MultiValueMap<String, String> parameters(HttpServletRequest request) {
		var parameters = UriComponentsBuilder.newInstance().query(request.getQueryString()).build().getQueryParams();
		for (String name : parameters.keySet()) {
			if (!KNOWN.contains(name)) {
				throw Refusal.of(HttpStatus.BAD_REQUEST, "unknown-parameter",
						"There is no parameter '%s' here; there are source, id-header, type-header.".formatted(name),
						Map.of("parameter", name));
			}
		}
		return parameters;
	}

	private static Optional<String> value(MultiValueMap<String, String> parameters, String name) {
		List<String> values = parameters.get(name);
		if (values == null) {
			return Optional.empty();
		}
		String encoded = values.size() == 1 ? values.getFirst() : null;
		return Optional.of(Optional.ofNullable(encoded)
				.flatMap(text -> HeaderText.decode(text.replace("+", "%20")))
				.filter(text -> !text.isEmpty())
				.orElseThrow(() -> Refusal.of(HttpStatus.BAD_REQUEST, "invalid-parameter",
						"The parameter '%s' has to be given once, with a value in percent-encoded UTF-8."
								.formatted(name),
						Map.of("parameter", name))));
	}

	/** Of two, nobody knows which one the sender meant. */
	private static Optional<String> header(HttpServletRequest request, String name) {
		List<String> values = Collections.list(request.getHeaders(name));
		if (values.size() > 1) {
			throw Refusal.of(HttpStatus.BAD_REQUEST, "repeated-header",
					"The header '%s', which the query names, is in the request %d times.".formatted(name,
							values.size()));
		}
		return values.stream().filter(value -> !value.isEmpty()).findFirst();
	}
}
