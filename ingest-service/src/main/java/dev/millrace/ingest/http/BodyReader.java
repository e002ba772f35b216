package dev.millrace.ingest.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;

import dev.millrace.web.problem.Refusal;

/** Reads a request's body whole, within its limit and as far as memory is admitted. */
final class BodyReader {

	private static final int CHUNK = 64 * 1024;

	private final int limit;

	BodyReader(int limit) {
		this.limit = limit;
	}

	/**
	 * Reads the body.
	 *
	 * @throws Refusal 413 over the limit, 503 where it is not admitted
	 * @throws IOException where the client breaks off
	 */
	byte[] read(HttpServletRequest request, Admission.Ticket ticket) throws IOException {
		long announced = request.getContentLengthLong();
		if (announced > limit) {
			throw tooLarge("%d bytes".formatted(announced));
		}
		return announced >= 0
				? readAnnounced(request.getInputStream(), (int) announced, ticket)
				: readChunks(request.getInputStream(), ticket);
	}

	private static byte[] readAnnounced(InputStream in, int length, Admission.Ticket ticket) throws IOException {
		ticket.admit(length);
		byte[] body = in.readNBytes(length);
		if (body.length < length) {
			throw Refusal.of(HttpStatus.BAD_REQUEST, "incomplete-request",
					"The request announced %d bytes and ended after %d.".formatted(length, body.length));
		}
		return body;
	}

	private byte[] readChunks(InputStream in, Admission.Ticket ticket) throws IOException {
		var body = new ByteArrayOutputStream(CHUNK);
		byte[] chunk = new byte[CHUNK];
		for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
			ticket.admit(read);
			body.write(chunk, 0, read);
			if (body.size() > limit) {
				throw tooLarge("more than %d bytes".formatted(body.size()));
			}
		}
		return body.toByteArray();
	}

	private Refusal tooLarge(String size) {
		return Refusal.of(HttpStatus.CONTENT_TOO_LARGE, "request-too-large",
				"The request has %s; the limit is %d.".formatted(size, limit));
	}
}
