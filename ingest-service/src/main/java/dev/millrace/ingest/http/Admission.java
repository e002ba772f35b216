package dev.millrace.ingest.http;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import org.springframework.http.HttpStatus;

import dev.millrace.ingest.IntakeMeter;
import dev.millrace.web.problem.Refusal;
import dev.millrace.web.problem.RetryAfter;

/** Bounds what all requests hold that are in the service at once, so that a slow stream costs no memory. */
final class Admission {

	/** What an event holds beside the bytes that came: its parts as they were read, its document, its way into the stream and back. */
	static final int EVENT_BYTES = 1024;

	private final long most;
	private final BooleanSupplier behind;
	private final RetryAfter retryAfter;
	private final IntakeMeter meter;
	private final AtomicLong admitted = new AtomicLong();

	/**
	 * An admission.
	 *
	 * @param most bytes of all requests, with {@value #EVENT_BYTES} for each of their events
	 * @param behind whether the stream takes less than is sent, so that memory would only fill with what waits
	 */
	Admission(long most, BooleanSupplier behind, RetryAfter retryAfter, IntakeMeter meter) {
		this.most = most;
		this.behind = behind;
		this.retryAfter = retryAfter;
		this.meter = meter;
		meter.bytesInFlight(this::held);
	}

	/** Bytes of all requests, now. */
	long held() {
		return admitted.get();
	}

	/**
	 * Begins a request.
	 *
	 * @throws Refusal 503 where its events would wait too long
	 */
	Ticket open() {
		if (behind.getAsBoolean()) {
			throw overloaded();
		}
		return new Ticket();
	}

	private Refusal overloaded() {
		meter.turnedAway();
		return Refusal.retryAfter(HttpStatus.SERVICE_UNAVAILABLE, "overloaded",
				"More is on its way into the stream than it takes in time or this instance holds; come again.",
				retryAfter.next());
	}

	/** The bytes that one request holds, until its answer is sent. */
	final class Ticket {

		private final AtomicLong held = new AtomicLong();

		/**
		 * Turns a request away whose announced bytes do not fit now, before any of them is read. They are not held yet: only
		 * what arrives is, so that a client that announces much and sends little keeps nobody out.
		 *
		 * @throws Refusal 503 where they do not fit
		 */
		void expect(long bytes) {
			if (admitted.get() + bytes > most) {
				throw overloaded();
			}
		}

		/**
		 * Admits further bytes of this request.
		 *
		 * @throws Refusal 503 where they do not fit
		 */
		void admit(long bytes) {
			held.addAndGet(bytes);
			if (admitted.addAndGet(bytes) > most) {
				throw overloaded();
			}
		}

		/**
		 * Admits what this request's events take beside its bytes: thousands of the smallest ones hold a hundred times what was sent.
		 *
		 * @throws Refusal 503 where it does not fit
		 */
		void admitEvents(int count) {
			admit((long) EVENT_BYTES * count);
		}

		/** Holds an answer, which it is too late to refuse, so that others are. */
		void hold(int bytes) {
			held.addAndGet(bytes);
			admitted.addAndGet(bytes);
		}

		/** Gives back some of the bytes before the answer. */
		void giveBack(long bytes) {
			held.addAndGet(-bytes);
			admitted.addAndGet(-bytes);
		}

		void release() {
			admitted.addAndGet(-held.getAndSet(0));
		}
	}
}
