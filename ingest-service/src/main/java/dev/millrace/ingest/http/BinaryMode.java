package dev.millrace.ingest.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import dev.millrace.event.Content;
import dev.millrace.event.EventComposer;
import dev.millrace.event.Problem;
import dev.millrace.event.ProblemCode;
import dev.millrace.event.Reading;

/**
 * A CloudEvent whose attributes are headers and whose data is the body.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#31-binary-content-mode">CloudEvents'
 *      HTTP binding, 3.1</a>
 */
final class BinaryMode {

	private static final String PREFIX = "ce-";

	private BinaryMode() {}

	/** Whether any header is an attribute; an event that lacks some is then told so. */
	static boolean isMeant(HttpServletRequest request) {
		return Collections.list(request.getHeaderNames()).stream().anyMatch(BinaryMode::isAttribute);
	}

	static Reading read(EventComposer composer, HttpServletRequest request, byte[] body) {
		var attributes = new LinkedHashMap<String, String>();
		for (String header : Collections.list(request.getHeaderNames())) {
			if (isAttribute(header)) {
				String name = header.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
				var problem = add(attributes, name, request, header);
				if (problem.isPresent()) {
					return new Reading.Refused(problem.get());
				}
			}
		}
		return composer.composeCloudEvent(attributes,
				new Content(body, Optional.ofNullable(request.getContentType())));
	}

	private static Optional<Problem> add(Map<String, String> attributes, String name, HttpServletRequest request,
			String header) {
		if (name.equals("datacontenttype")) {
			return refused(name, "The attribute 'datacontenttype' is the Content-Type of a request in binary mode.");
		}
		var values = Collections.list(request.getHeaders(header));
		if (values.size() > 1 || attributes.containsKey(name)) {
			return Optional.of(new Problem(ProblemCode.DUPLICATE_ATTRIBUTE, "/" + name,
					"The header 'ce-%s' is given twice.".formatted(name)));
		}
		var value = HeaderText.decode(values.getFirst());
		if (value.isEmpty()) {
			return refused(name, "The header 'ce-%s' is not percent-encoded UTF-8 in printable ASCII.".formatted(name));
		}
		attributes.put(name, value.get());
		return Optional.empty();
	}

	private static Optional<Problem> refused(String name, String detail) {
		return Optional.of(new Problem(ProblemCode.INVALID_ATTRIBUTE, "/" + name, detail));
	}

	private static boolean isAttribute(String header) {
		return header.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
	}
}
