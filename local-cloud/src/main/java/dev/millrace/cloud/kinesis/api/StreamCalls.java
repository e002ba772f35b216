package dev.millrace.cloud.kinesis.api;

import java.util.List;
import java.util.Map;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.stream.Stream;
import dev.millrace.cloud.kinesis.stream.StreamMode;
import dev.millrace.cloud.kinesis.stream.StreamState;
import dev.millrace.cloud.kinesis.stream.Streams;

/** Streams come, go and change their settings. */
final class StreamCalls {
	private static final int ON_DEMAND_SHARDS = 4;
	private static final int MAX_SHARDS = 100_000;
	private static final int MIN_RETENTION_HOURS = StreamState.DEFAULT_RETENTION_HOURS;
	private static final int MAX_RETENTION_HOURS = 8_760;

	private final Streams streams;
	private final StreamFinder finder;

	StreamCalls(Streams streams) {
		this.streams = streams;
		this.finder = new StreamFinder(streams);
	}

	Map<String, Operation> operations() {
		return Map.of("CreateStream", Operation.small(this::create),
				"DeleteStream", Operation.small(this::delete),
				"IncreaseStreamRetentionPeriod", Operation.small(this::increaseRetention),
				"DecreaseStreamRetentionPeriod", Operation.small(this::decreaseRetention),
				"StartStreamEncryption", Operation.small(this::startEncryption),
				"StopStreamEncryption", Operation.small(this::stopEncryption),
				"UpdateStreamMode", Operation.small(this::updateMode));
	}

	private Reply create(Input in) {
		var name = in.required("StreamName", Rule.STREAM_NAME);
		var shards = in.number("ShardCount", 1, MAX_SHARDS);
		var mode = mode(in);
		var tags = in.texts("Tags");
		in.check();
		if (mode == StreamMode.PROVISIONED && shards.isEmpty()) {
			throw ErrorCode.VALIDATION.with("ShardCount is required for a stream in PROVISIONED mode.");
		}
		TagCalls.requireFew(tags);
		var stream = streams.create(name, mode, shards.orElse(ON_DEMAND_SHARDS));
		if (!tags.isEmpty()) {
			stream.change(state -> state.withTags(tags));
		}
		return Reply.EMPTY;
	}

	private Reply delete(Input in) {
		boolean withConsumers = in.flag("EnforceConsumerDeletion");
		var stream = finder.find(in);
		if (!withConsumers && !stream.state().consumers().isEmpty()) {
			throw ErrorCode.RESOURCE_IN_USE.with(
					"Stream %s under account %s has consumers registered, disallowing deletion. Please enforce consumer deletion or deregister all consumers."
							.formatted(stream.state().name(), Arn.ACCOUNT));
		}
		streams.delete(stream);
		return Reply.EMPTY;
	}

	private Reply increaseRetention(Input in) {
		int hours = in.requiredNumber("RetentionPeriodHours", MIN_RETENTION_HOURS, MAX_RETENTION_HOURS);
		var stream = finder.find(in);
		int existing = stream.state().retentionHours();
		if (hours < existing) {
			throw retention(stream, hours, "shorter", existing);
		}
		return setRetention(stream, hours);
	}

	private Reply decreaseRetention(Input in) {
		int hours = in.requiredNumber("RetentionPeriodHours", MIN_RETENTION_HOURS, MAX_RETENTION_HOURS);
		var stream = finder.find(in);
		int existing = stream.state().retentionHours();
		if (hours > existing) {
			throw retention(stream, hours, "longer", existing);
		}
		return setRetention(stream, hours);
	}

	private static RuntimeException retention(Stream stream, int hours, String how, int existing) {
		return ErrorCode.INVALID_ARGUMENT.with(
				"Requested retention period (%d hours) for stream %s can not be %s than existing retention period (%d hours)."
						.formatted(hours, stream.state().name(), how, existing));
	}

	private static Reply setRetention(Stream stream, int hours) {
		stream.changeSlowly(state -> state.withRetentionHours(hours));
		return Reply.EMPTY;
	}

	private Reply startEncryption(Input in) {
		var key = requireKey(in);
		var stream = finder.find(in);
		stream.changeSlowly(state -> state.withEncryptionKey(key));
		return Reply.EMPTY;
	}

	private Reply stopEncryption(Input in) {
		requireKey(in);
		var stream = finder.find(in);
		stream.changeSlowly(state -> state.withEncryptionKey(null));
		return Reply.EMPTY;
	}

	private static String requireKey(Input in) {
		in.required("EncryptionType", Rule.oneOf(List.of("NONE", "KMS")));
		return in.required("KeyId", Rule.atMost(2048), Rule.atLeast(1));
	}

	private Reply updateMode(Input in) {
		in.required("StreamARN", Rule.STREAM_ARN);
		var mode = mode(in);
		var stream = finder.find(in);
		stream.changeSlowly(state -> state.withMode(mode));
		return Reply.EMPTY;
	}

	private static StreamMode mode(Input in) {
		var mode = in.object("StreamModeDetails")
				.map(details -> details.required("StreamMode", Rule.oneOf(StreamMode.class)));
		return mode.filter(StreamMode.ON_DEMAND.name()::equals).isPresent() ? StreamMode.ON_DEMAND
				: StreamMode.PROVISIONED;
	}
}
