package dev.millrace.processor.http;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;

import dev.millrace.processor.EventQueries;
import dev.millrace.processor.EventQueries.Page;
import dev.millrace.processor.Place;
import dev.millrace.web.problem.Refusal;

/**
 * Writes events as lines, page after page. The next page is asked for when the one before has been taken by the client, so
 * that only one is held however many there are and however slowly they are read; a client that takes nothing at all is let
 * go by the web server's time-out.
 */
final class Export {

	private static final int PAGE = 500;
	private static final Duration WAIT = Duration.ofSeconds(10);

	private final EventQueries queries;
	private final Semaphore free;

	/** @param most that run at the same time */
	Export(EventQueries queries, int most) {
		this.queries = queries;
		this.free = new Semaphore(most);
	}

	/**
	 * Answers a request.
	 *
	 * @throws CutShort where it fails after the status is out
	 */
	void write(ListQuestion question, Optional<Place> after, HttpServletRequest request,
			HttpServletResponse response) {
		if (!free.tryAcquire()) {
			throw Refusal.retryAfter(HttpStatus.SERVICE_UNAVAILABLE, "too-many-exports",
					"As many exports run as this instance takes at a time; ask again.", WAIT);
		}
		try {
			Page first = page(question, after, question.limit());
			response.setContentType(ListFormat.NDJSON.toString());
			if (!request.getMethod().equals("HEAD")) {
				write(question, first, response);
			}
		} finally {
			free.release();
		}
	}

	private void write(ListQuestion question, Page first, HttpServletResponse response) {
		try {
			OutputStream out = response.getOutputStream();
			Page page = first;
			int left = question.limit() - write(page, question, out);
			while (page.next().isPresent() && left > 0) {
				page = page(question, page.next(), left);
				left -= write(page, question, out);
			}
			out.flush();
		} catch (IOException | RuntimeException e) {
			throw new CutShort(e);
		}
	}

	private Page page(ListQuestion question, Optional<Place> after, int left) {
		return queries.list(question.filter(), question.order(), after, Math.min(PAGE, left));
	}

	private static int write(Page page, ListQuestion question, OutputStream out) throws IOException {
		for (byte[] document : page.documents()) {
			byte[] line = question.fields().map(fields -> fields.of(document)).orElse(document);
			writeLine(line, out);
		}
		return page.documents().size();
	}

	/** A document may have line breaks between its tokens, and only there: inside a string JSON escapes them. */
	private static void writeLine(byte[] document, OutputStream out) throws IOException {
		int from = 0;
		for (int at = 0; at < document.length; at++) {
			if (document[at] == '\n' || document[at] == '\r') {
				out.write(document, from, at - from);
				out.write(' ');
				from = at + 1;
			}
		}
		out.write(document, from, document.length - from);
		out.write('\n');
	}
}
