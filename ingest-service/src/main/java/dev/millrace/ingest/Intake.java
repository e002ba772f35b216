package dev.millrace.ingest;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

import dev.millrace.event.Draft;
import dev.millrace.event.Event;
import dev.millrace.event.EventWriter;
import dev.millrace.event.Problem;
import dev.millrace.event.ProblemCode;
import dev.millrace.event.Reading;
import dev.millrace.ingest.EventStream.Placement;
import dev.millrace.ingest.SchemaCheck.Verdict;

/** Takes what was read and brings each event to its outcome. */
public final class Intake {

	private final EventWriter writer;
	private final EventStream stream;
	private final SchemaCheck schemas;
	private final InstantSource clock;
	private final IntakeMeter meter;
	private final LongSupplier nanos;

	/**
	 * An intake.
	 *
	 * @param nanos the time, in nanoseconds from any origin
	 */
	Intake(EventWriter writer, SchemaCheck schemas, EventStream stream, InstantSource clock, IntakeMeter meter,
			LongSupplier nanos) {
		this.writer = writer;
		this.schemas = schemas;
		this.stream = stream;
		this.clock = clock;
		this.meter = meter;
		this.nanos = nanos;
	}

	/**
	 * Puts the readable ones into the stream that their producer may send.
	 *
	 * @return the outcomes in the order of the readings, complete when the stream has confirmed or given up the last one;
	 *         it never completes exceptionally
	 */
	public CompletableFuture<List<Outcome>> take(Producer producer, List<Reading> readings) {
		var request = new Request(producer, new Outcomes(readings.size()), nanos.getAsLong());
		for (int i = 0; i < readings.size(); i++) {
			take(request, readings.get(i), i);
		}
		return request.outcomes().all();
	}

	private void take(Request request, Reading reading, int index) {
		switch (reading) {
			case Reading.Refused(var problem) -> refuse(request, problem, index);
			case Reading.Read(var draft) when !request.producer().maySend().test(draft.type()) ->
				refuse(request, notAllowed(draft.type()), index);
			case Reading.Read(var draft) -> take(request, draft, index);
		}
	}

	private void take(Request request, Draft draft, int index) {
		switch (schemas.check(draft)) {
			case Verdict.Refused(var problem) -> refuse(request, problem, index);
			case Verdict.Fits() -> append(request, draft, Optional.empty(), index);
			case Verdict.Marked(var error) -> append(request, draft, Optional.of(error), index);
		}
	}

	private void refuse(Request request, Problem problem, int index) {
		request.outcomes().set(index, new Outcome.Refused(problem));
		meter.refused(problem.code());
	}

	private void append(Request request, Draft draft, Optional<String> violation, int index) {
		Event event = writer.complete(draft, request.producer().defaultSource(), clock.instant(), violation);
		if (event.recordBytes() > Event.RECORD_BYTES) {
			refuse(request, tooLarge(event), index);
			return;
		}
		stream.append(event, placement -> done(request, event, placement, index));
	}

	/** The last outcome sends the answer, so nothing that is only counted stands before it. */
	private void done(Request request, Event event, Placement placement, int index) {
		long took = nanos.getAsLong() - request.arrived();
		request.outcomes().set(index, outcome(event, placement));
		switch (placement) {
			case Placement.Placed _ -> meter.accepted(request.producer().name(), event.document().length, took);
			case Placement.Unconfirmed _ -> meter.unconfirmed();
		}
	}

	/** Within its limit as it was sent, and over it with what is added. */
	private static Problem tooLarge(Event event) {
		return new Problem(ProblemCode.EVENT_TOO_LARGE, "",
				"The event has %d bytes with its key and the attributes that are added; the limit is %d."
						.formatted(event.recordBytes(), Event.RECORD_BYTES));
	}

	private static Problem notAllowed(String type) {
		return new Problem(ProblemCode.TYPE_NOT_ALLOWED, "/type",
				"This producer may not send events of the type '%s'.".formatted(type));
	}

	private static Outcome outcome(Event event, Placement placement) {
		return switch (placement) {
			case Placement.Placed(var shard, var number) ->
				new Outcome.Accepted(new Receipt(event.id(), shard, number));
			case Placement.Unconfirmed() -> new Outcome.Unconfirmed(event.id());
		};
	}

	/**
	 * The events of one request on their way.
	 *
	 * @param arrived when all of it was there, in nanoseconds
	 */
	private record Request(Producer producer, Outcomes outcomes, long arrived) {}
}
