package dev.millrace.processor.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** How a list is written. */
enum ListFormat {

	/** A page as one JSON object, with a cursor to the next. */
	PAGE(50, 1000),
	/** All of it as NDJSON, an event a line, for as long as it takes. */
	LINES(Integer.MAX_VALUE, 1_000_000_000);

	/** The type that is answered; the others are names that it goes by. */
	static final MediaType NDJSON = MediaType.parseMediaType("application/x-ndjson");
	private static final Set<String> LINES_SUBTYPES = Set.of("x-ndjson", "ndjson", "jsonl", "x-jsonlines");

	private final int unasked;
	private final int most;

	ListFormat(int unasked, int most) {
		this.unasked = unasked;
		this.most = most;
	}

	/** Events where the request does not say how many. */
	int unasked() {
		return unasked;
	}

	/** Events that a request may ask for. */
	int most() {
		return most;
	}

	/** Lines where Accept wants them before all else; a page wherever it is not so clear. */
	static ListFormat of(HttpServletRequest request) {
		try {
			List<MediaType> wanted = new ArrayList<>(
					MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT))));
			wanted.removeIf(type -> type.getQualityValue() == 0);
			MimeTypeUtils.sortBySpecificity(wanted);
			double best = wanted.stream().mapToDouble(MediaType::getQualityValue).max().orElse(0);
			return wanted.stream()
					.filter(type -> type.getQualityValue() == best)
					.findFirst()
					.filter(type -> LINES_SUBTYPES.contains(type.getSubtype()))
					.map(_ -> LINES)
					.orElse(PAGE);
		} catch (InvalidMediaTypeException _) {
			return PAGE;
		}
	}
}
