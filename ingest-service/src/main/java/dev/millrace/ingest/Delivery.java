package dev.millrace.ingest;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What somebody sent to a webhook, as it came: nothing of it is believed yet.
 *
 * @param webhook the name in the path
 * @param token the part of the path behind the name, if there is one
 * @param headers the values of a header by its name, in whatever case; none where it was not sent
 * @param contentType as sent, if it was
 * @param body the very bytes, which a signature covers; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // A request's body of up to megabytes; never compared.
public record Delivery(String webhook, Optional<String> token, Function<String, List<String>> headers,
		Optional<String> contentType, byte[] body) {

	/** A header that was sent exactly once: of two, nobody knows which one the sender meant. */
	public Optional<String> header(String name) {
		List<String> values = headers.apply(name);
		return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
	}
}
