package dev.millrace.ingest.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.http.HttpStatus;

import dev.millrace.web.problem.Refusal;

/** Bounds the bytes of all requests that are in the service at once, so that a slow stream costs no memory. */
final class Admission {

	private static final Duration COME_AGAIN = Duration.ofSeconds(1);

	private final long most;
	private final AtomicLong admitted = new AtomicLong();

	Admission(long most) {
		this.most = most;
	}

	Ticket open() {
		return new Ticket();
	}

	/** The bytes that one request holds, until it is answered. */
	final class Ticket {

		private final AtomicLong held = new AtomicLong();

		/**
		 * Admits further bytes of this request.
		 *
		 * @throws Refusal 503 where they do not fit
		 */
		void admit(long bytes) {
			held.addAndGet(bytes);
			if (admitted.addAndGet(bytes) > most) {
				throw Refusal.retryAfter(HttpStatus.SERVICE_UNAVAILABLE, "overloaded",
						"More is on its way into the stream than this instance holds; come again.", COME_AGAIN);
			}
		}

		void release() {
			admitted.addAndGet(-held.getAndSet(0));
		}
	}
}
