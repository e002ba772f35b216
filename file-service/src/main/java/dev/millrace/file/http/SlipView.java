package dev.millrace.file.http;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.millrace.file.Missing;
import dev.millrace.file.Slips;
import dev.millrace.file.StoredFile;

/**
 * How to send what is missing of a file.
 *
 * @param expiresAt when an upload that is not complete is given up
 */
record SlipView(String id, String status, Instant expiresAt, Way upload) {

	/** Addresses that one answer holds; a client asks again when it has used them. */
	private static final int MOST_PARTS = 1000;

	static SlipView of(StoredFile file, Missing missing, Slips slips) {
		return new SlipView(file.id(), file.status().word(), file.upload().expiresAt(), way(file, missing, slips));
	}

	private static Way way(StoredFile file, Missing missing, Slips slips) {
		return switch (missing) {
			case Missing.Nothing() -> Way.nothing();
			case Missing.Whole() -> Way.form(slips.form(file));
			case Missing.Parts(var multipart, var numbers, var there) -> Way.parts(multipart.partBytes(), there.size(),
					numbers.size(), numbers.stream()
							.limit(MOST_PARTS)
							.map(number -> new Part(number, multipart.bytesOf(number, file.upload().bytes()),
									slips.part(file, multipart, number)))
							.toList());
		};
	}

	/**
	 * What to do.
	 *
	 * @param kind {@code form}: POST the fields and the file to the URL; {@code parts}: PUT each part to its own; {@code nothing}
	 * @param there parts that the bucket has
	 * @param missing parts that it has not, of which {@code parts} are the first
	 */
	@JsonInclude(JsonInclude.Include.NON_ABSENT)
	record Way(String kind, Optional<URI> url, Optional<Map<String, String>> fields, Optional<Long> partSize,
			Optional<Integer> there, Optional<Integer> missing, Optional<List<Part>> parts) {

		static Way nothing() {
			return new Way("nothing", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
					Optional.empty(), Optional.empty());
		}

		static Way form(Slips.Form form) {
			return new Way("form", Optional.of(form.url()), Optional.of(form.fields()), Optional.empty(),
					Optional.empty(), Optional.empty(), Optional.empty());
		}

		static Way parts(long size, int there, int missing, List<Part> parts) {
			return new Way("parts", Optional.empty(), Optional.empty(), Optional.of(size), Optional.of(there),
					Optional.of(missing), Optional.of(parts));
		}
	}

	/** @param number from 1 */
	record Part(int number, long size, URI url) {}
}
