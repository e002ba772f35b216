package dev.millrace.processor.replay;

import java.util.List;

import dev.millrace.processor.DeadLetter;
import dev.millrace.processor.DeadLetters;
import dev.millrace.processor.KeptLetter;
import dev.millrace.processor.KeptLetter.Subject;
import dev.millrace.processor.KeptLetters;
import dev.millrace.processor.Lease;
import dev.millrace.processor.RecordLoop;
import dev.millrace.processor.Replay.Counts;
import dev.millrace.processor.Replay.Plan;
import dev.millrace.processor.Replay.Target;
import dev.millrace.processor.StreamRecord;

/**
 * Sends records on the very way that they took when they were new. The table knows which record brought which event, so
 * that nothing is stored twice and nothing that was refused is published.
 */
final class Sending {

	private final RecordLoop publishing;
	private final RecordLoop quiet;

	Sending(RecordLoop loop, DeadLetters deadLetters, KeptLetters letters, int calls) {
		this.publishing = loop.again(letter -> write(letter, letters, deadLetters)).with(calls);
		this.quiet = publishing.quietly();
	}

	/** What is a letter stays the letter that it is, and what somebody gave up does not come back. */
	private static void write(DeadLetter letter, KeptLetters letters, DeadLetters deadLetters) {
		if (!letters.isKnown(KeptLetter.of(letter).id())) {
			deadLetters.write(letter);
		}
	}

	/** @throws dev.millrace.processor.LeaseLost if the lease ended before each record had its end */
	Counts send(List<StreamRecord> records, Plan plan, Lease lease) {
		List<StreamRecord> wanted = plan.types().isEmpty() ? records
				: records.stream().filter(record -> isWanted(record, plan)).toList();
		var read = new Counts(records.size(), (long) records.size() - wanted.size(), 0, 0, 0, 0);
		if (plan.dryRun() || wanted.isEmpty()) {
			return read;
		}
		var tally = (plan.target() == Target.BUS ? publishing : quiet).process(wanted, lease);
		return read.plus(new Counts(0, 0, tally.stored(), tally.redelivered(), tally.duplicates(),
				tally.deadLettered()));
	}

	private static boolean isWanted(StreamRecord record, Plan plan) {
		return record.damage().isEmpty()
				&& Subject.of(record.bytes()).map(Subject::type).filter(plan::names).isPresent();
	}
}
