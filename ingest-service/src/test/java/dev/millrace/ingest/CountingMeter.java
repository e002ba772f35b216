package dev.millrace.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

import dev.millrace.event.ProblemCode;

/** Keeps what the stream's side tells it, as words. */
public final class CountingMeter implements IntakeMeter {

	private final List<String> told = new ArrayList<>();

	/** All of it in order: {@code put 2}, {@code answered 1}, {@code failed}, {@code taken 3}, {@code again}. */
	public synchronized List<String> told() {
		return List.copyOf(told);
	}

	private synchronized void tell(String what) {
		told.add(what);
	}

	@Override
	public Put put(Cause cause, int records, long bytes) {
		tell("put " + records);
		return new Put() {

			@Override
			public void answered(int notTaken) {
				tell("answered " + notTaken);
			}

			@Override
			public void failed(Throwable cause) {
				tell("failed");
			}
		};
	}

	@Override
	public Cause cause() {
		return Cause.UNSEEN;
	}

	@Override
	public void recordTaken(int events, int bytes) {
		tell("taken " + events);
	}

	@Override
	public void recordPutAgain() {
		tell("again");
	}

	@Override
	public void accepted(String producer, int bytes, long nanos) {}

	@Override
	public void refused(ProblemCode code) {}

	@Override
	public void requestRefused(String code) {}

	@Override
	public void unconfirmed() {}

	@Override
	public void turnedAway() {}

	@Override
	public void forged(String webhook) {}

	@Override
	public void bytesInFlight(LongSupplier now) {}

	@Override
	public void eventsWaiting(LongSupplier now) {}

	@Override
	public void schemas(IntSupplier inUse, IntSupplier broken) {}
}
