package dev.millrace.cloud.kinesis.api;

import java.util.Optional;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.shard.Shard;
import dev.millrace.cloud.kinesis.shard.ShardId;
import dev.millrace.cloud.kinesis.stream.Stream;
import dev.millrace.cloud.kinesis.stream.StreamState;
import dev.millrace.cloud.kinesis.stream.StreamStatus;
import dev.millrace.cloud.kinesis.stream.Streams;

/** Finds what a request is about. */
final class StreamFinder {
	private final Streams streams;

	StreamFinder(Streams streams) {
		this.streams = streams;
	}

	/** The stream that a request names by StreamName or StreamARN, once all members read so far have been checked. */
	Stream find(Input in) {
		var name = in.text("StreamName", Rule.STREAM_NAME);
		var arn = in.text("StreamARN", Rule.STREAM_ARN);
		in.check();
		return byNameOrArn(name, arn);
	}

	Stream byNameOrArn(Optional<String> name, Optional<String> arn) {
		if (name.isEmpty() && arn.isEmpty()) {
			throw ErrorCode.INVALID_ARGUMENT.with("Neither StreamName nor StreamARN was given: one of them is needed.");
		}
		return named(arn.map(text -> parse(text).streamName()).or(() -> name).orElseThrow());
	}

	Stream named(String name) {
		return streams.find(name)
				.orElseThrow(() -> ErrorCode.RESOURCE_NOT_FOUND
						.with("Stream %s under account %s not found.".formatted(name, Arn.ACCOUNT)));
	}

	/** Streams that are being made or deleted have no records for anyone. */
	static Stream requireReadable(Stream stream) {
		var status = stream.status();
		if (status == StreamStatus.CREATING || status == StreamStatus.DELETING) {
			throw ErrorCode.RESOURCE_NOT_FOUND
					.with("Stream %s under account %s not found.".formatted(stream.state().name(), Arn.ACCOUNT));
		}
		return stream;
	}

	static Arn parse(String arn) {
		return Arn.parse(arn)
				.orElseThrow(() -> ErrorCode.INVALID_ARGUMENT.with("%s is not the ARN of a stream".formatted(arn)));
	}

	static Shard shard(StreamState stream, String id) {
		return ShardId.parse(id)
				.flatMap(stream.shards()::find)
				.orElseThrow(() -> ErrorCode.RESOURCE_NOT_FOUND
						.with("Could not find shard %s in stream %s under account %s.".formatted(id, stream.name(),
								Arn.ACCOUNT)));
	}

	static Shard openShard(StreamState stream, String id) {
		var shard = shard(stream, id);
		if (!shard.isOpen()) {
			throw ErrorCode.RESOURCE_IN_USE
					.with("""
							Shard %s in stream %s under account %s has already been merged or split, and thus is not eligible for \
							merging or splitting."""
							.formatted(id, stream.name(), Arn.ACCOUNT));
		}
		return shard;
	}
}
