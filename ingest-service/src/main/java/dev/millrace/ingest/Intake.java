package dev.millrace.ingest;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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

	Intake(EventWriter writer, SchemaCheck schemas, EventStream stream, InstantSource clock) {
		this.writer = writer;
		this.schemas = schemas;
		this.stream = stream;
		this.clock = clock;
	}

	/**
	 * Puts the readable ones into the stream that their producer may send.
	 *
	 * @return the outcomes in the order of the readings, complete when the stream has confirmed or given up the last one;
	 *         it never completes exceptionally
	 */
	public CompletableFuture<List<Outcome>> take(Producer producer, List<Reading> readings) {
		var outcomes = new Outcomes(readings.size());
		for (int i = 0; i < readings.size(); i++) {
			take(producer, readings.get(i), i, outcomes);
		}
		return outcomes.all();
	}

	private void take(Producer producer, Reading reading, int index, Outcomes outcomes) {
		switch (reading) {
			case Reading.Refused(var problem) -> outcomes.set(index, new Outcome.Refused(problem));
			case Reading.Read(var draft) when !producer.maySend().test(draft.type()) ->
				outcomes.set(index, new Outcome.Refused(notAllowed(draft.type())));
			case Reading.Read(var draft) -> take(producer, draft, index, outcomes);
		}
	}

	private void take(Producer producer, Draft draft, int index, Outcomes outcomes) {
		switch (schemas.check(draft)) {
			case Verdict.Refused(var problem) -> outcomes.set(index, new Outcome.Refused(problem));
			case Verdict.Fits() -> append(producer, draft, Optional.empty(), index, outcomes);
			case Verdict.Marked(var error) -> append(producer, draft, Optional.of(error), index, outcomes);
		}
	}

	private void append(Producer producer, Draft draft, Optional<String> violation, int index, Outcomes outcomes) {
		Event event = writer.complete(draft, producer.defaultSource(), clock.instant(), violation);
		stream.append(event, placement -> outcomes.set(index, outcome(event, placement)));
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
}
