package dev.millrace.ingest.http;

import java.io.IOException;
import java.net.SocketTimeoutException;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;

import dev.millrace.web.problem.Refusal;

/** Reads a request's body whole, within its limit, as far as memory is admitted and as long as it comes fast enough. */
final class BodyReader {

	private final Pace pace;

	BodyReader(Pace pace) {
		this.pace = pace;
	}

	/**
	 * Reads the body and undoes its Content-Encoding. The thread is a virtual one: waiting for a slow client costs none.
	 *
	 * @param limit of the body in bytes, before and after unpacking
	 * @throws Refusal 413 over the limit, 503 where it is not admitted, 408 where it comes too slowly, 415 for an encoding
	 *         that is not known, 400 for one that is broken
	 * @throws IOException where the client breaks off
	 */
	byte[] read(HttpServletRequest request, int limit, Admission.Ticket ticket) throws IOException {
		var encoding = ContentEncoding.of(request);
		long announced = request.getContentLengthLong();
		if (announced > limit) {
			throw Buffer.tooLarge("%d bytes".formatted(announced), limit);
		}
		ticket.expect(announced);
		byte[] body = receive(request, announced, limit, ticket);
		return encoding.unpack(body, limit, ticket);
	}

	private byte[] receive(HttpServletRequest request, long announced, int limit, Admission.Ticket ticket)
			throws IOException {
		var buffer = new Buffer(limit, announced < 0 ? limit : (int) announced, ticket);
		try {
			fill(buffer, request, announced);
		} catch (SocketTimeoutException _) {
			throw Pace.tooSlow("The body stopped after %d bytes.".formatted(buffer.size()));
		}
		if (buffer.size() < announced) {
			throw Refusal.of(HttpStatus.BAD_REQUEST, "incomplete-request",
					"The request announced %d bytes and ended after %d.".formatted(announced, buffer.size()));
		}
		return buffer.toBytes();
	}

	private void fill(Buffer buffer, HttpServletRequest request, long announced) throws IOException {
		var in = request.getInputStream();
		var watch = pace.start();
		while (buffer.size() != announced) {
			int room = buffer.room();
			int read = in.read(buffer.array(), buffer.size(), room);
			if (read < 0) {
				return;
			}
			buffer.added(read);
			watch.check(buffer.size());
		}
	}
}
