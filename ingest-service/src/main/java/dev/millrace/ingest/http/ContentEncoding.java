package dev.millrace.ingest.http;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

import dev.millrace.web.problem.Refusal;

/** How a body is packed, told by its Content-Encoding. */
enum ContentEncoding {
	IDENTITY, GZIP, ZSTD;

	private static final String KNOWN = "gzip, zstd and identity are";

	/**
	 * The one encoding of a request.
	 *
	 * @throws Refusal 415 for one that is not known, and for several upon each other
	 */
	static ContentEncoding of(HttpServletRequest request) {
		String sent = String.join(",", Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)));
		List<String> names = sent.isBlank()
				? List.of()
				: List.of(sent.split(",", -1))
						.stream()
						.map(name -> name.strip().toLowerCase(Locale.ROOT))
						.filter(name -> !name.equals("identity"))
						.toList();
		if (names.size() > 1) {
			throw unsupported("The Content-Encoding '%s' packs a body more than once; one of %s known here."
					.formatted(sent, KNOWN));
		}
		return names.isEmpty() ? IDENTITY : switch (names.getFirst()) {
			case "gzip", "x-gzip" -> GZIP; // RFC 9110, 8.4.1.3: the two are one.
			case "zstd" -> ZSTD;
			default -> throw unsupported("The Content-Encoding '%s' is not known here; %s.".formatted(sent, KNOWN));
		};
	}

	/**
	 * Undoes it. The memory of the packed bytes is given back.
	 *
	 * @throws Refusal 413 where what comes out passes the limit, 503 where it is not admitted, 400 where the bytes are broken
	 */
	byte[] unpack(byte[] packed, int limit, Admission.Ticket ticket) {
		if (this == IDENTITY || packed.length == 0) {
			return packed;
		}
		var unpacked = new Buffer(limit, (int) Math.min(limit, packed.length * 4L), ticket);
		if (this == GZIP) {
			new Gzip(packed).unpack(unpacked);
		} else {
			Zstandard.unpack(packed, unpacked);
		}
		ticket.giveBack(packed.length);
		return unpacked.toBytes();
	}

	static Refusal broken(String code, String encoding, String what) {
		return Refusal.of(HttpStatus.BAD_REQUEST, code,
				"The body is not well-formed %s: %s".formatted(encoding, what));
	}

	private static Refusal unsupported(String detail) {
		return Refusal.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-encoding", detail);
	}
}
