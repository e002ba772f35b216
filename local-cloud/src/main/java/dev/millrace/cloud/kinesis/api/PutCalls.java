package dev.millrace.cloud.kinesis.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JsonParser;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.shard.SequenceNumber;
import dev.millrace.cloud.kinesis.stream.NewRecord;
import dev.millrace.cloud.kinesis.stream.PutOutcome;
import dev.millrace.cloud.kinesis.stream.Stream;
import dev.millrace.cloud.kinesis.stream.Streams;

/** PutRecord and PutRecords. */
final class PutCalls {
	private final StreamFinder finder;
	private final FaultInjection faults;

	PutCalls(Streams streams, FaultInjection faults) {
		this.finder = new StreamFinder(streams);
		this.faults = faults;
	}

	Map<String, Operation> operations() {
		return Map.of("PutRecord", this::putRecord, "PutRecords", this::putRecords);
	}

	private Reply putRecord(Wire wire, JsonParser from) {
		var body = PutBody.read(from);
		var violations = new Violations();
		checkStream(body, violations);
		body.sequenceNumberForOrdering()
				.ifPresent(number -> violations.check(number, "sequenceNumberForOrdering", Rule.SEQUENCE_NUMBER));
		PutRules.check(body, "", violations);
		violations.throwIfAny();
		var stream = streamOf(body);
		body.sequenceNumberForOrdering().ifPresent(PutCalls::requireOurs);
		return switch (put(stream, List.of(body)).getFirst()) {
			case PutOutcome.Refused(var code, var message) -> throw code.with(message);
			case PutOutcome.Stored(var number) -> out -> encryption(place(out, number), stream);
		};
	}

	private Reply putRecords(Wire wire, JsonParser from) {
		var body = PutBody.read(from);
		var records = body.records().orElse(List.of());
		check(body, records);
		var stream = streamOf(body);
		var outcomes = put(stream, records);
		long failed = outcomes.stream().filter(PutOutcome.Refused.class::isInstance).count();
		return out -> encryption(
				out.number("FailedRecordCount", failed).objects("Records", outcomes, PutCalls::outcome), stream);
	}

	private static void check(PutBody body, List<PutBody> records) {
		var violations = new Violations();
		checkStream(body, violations);
		if (body.records().isEmpty()) {
			violations.require(null, "records");
		} else if (records.isEmpty()) {
			violations.add("[]", "records", Rule.atLeast(1));
		}
		checkRecords(records, violations);
		violations.throwIfAny();
	}

	private static void checkRecords(List<PutBody> records, Violations violations) {
		if (records.size() > PutRules.MAX_RECORDS) {
			violations.add("records", Rule.atMost(PutRules.MAX_RECORDS));
		}
		for (int i = 0; i < records.size(); i++) {
			PutRules.check(records.get(i), "records.%d.member.".formatted(i + 1), violations);
		}
	}

	private static void checkStream(PutBody body, Violations violations) {
		body.streamName().ifPresent(name -> violations.check(name, "streamName", Rule.STREAM_NAME));
		body.streamArn().ifPresent(arn -> violations.check(arn, "streamARN", Rule.STREAM_ARN));
	}

	private Stream streamOf(PutBody body) {
		return StreamFinder.requireReadable(finder.byNameOrArn(body.streamName(), body.streamArn()));
	}

	private static void requireOurs(String number) {
		if (SequenceNumber.parse(number).isEmpty()) {
			throw ErrorCode.INVALID_ARGUMENT
					.with("ExclusiveMinimumSequenceNumber %s used in PutRecord is invalid.".formatted(number));
		}
	}

	/** Those that faults leave alone go to their shards; the outcomes come in the order of the request. */
	private List<PutOutcome> put(Stream stream, List<PutBody> bodies) {
		var failures = faults.failures(bodies.size(), stream);
		var records = PutRules.toRecords(bodies);
		var whole = new ArrayList<NewRecord>();
		for (int i = 0; i < records.size(); i++) {
			if (failures.get(i).isEmpty()) {
				whole.add(records.get(i));
			}
		}
		var stored = stream.put(whole, faults.now().shardLimits()).iterator();
		return failures.stream().map(failure -> failure.orElseGet(stored::next)).toList();
	}

	private static void outcome(ReplyWriter out, PutOutcome outcome) {
		switch (outcome) {
			case PutOutcome.Stored(var number) -> place(out, number);
			case PutOutcome.Refused(var code, var message) ->
				out.text("ErrorCode", code.wireName()).text("ErrorMessage", message);
		}
	}

	private static ReplyWriter place(ReplyWriter out, SequenceNumber number) {
		return out.text("ShardId", number.shard()).text("SequenceNumber", number);
	}

	private static void encryption(ReplyWriter out, Stream stream) {
		if (stream.state().isEncrypted()) {
			out.text("EncryptionType", Descriptions.encryption(true));
		}
	}
}
