package dev.millrace.cloud.kinesis.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.shard.Shard;
import dev.millrace.cloud.kinesis.stream.StreamState;

/** ListShards, which is asked either for a stream or for the next page of an earlier answer. */
final class ListShardsCall implements Operation.Small {
	private static final String KIND = "shards";
	private static final Duration TOKEN_GOOD_FOR = Duration.ofMinutes(5);

	private final StreamFinder finder;
	private final Tokens tokens;
	private final InstantSource clock;

	ListShardsCall(StreamFinder finder, Tokens tokens, InstantSource clock) {
		this.finder = finder;
		this.tokens = tokens;
		this.clock = clock;
	}

	@Override
	public Reply call(Input in) {
		int max = in.number("MaxResults", 1, 10_000).orElse(1_000);
		var token = in.text("NextToken", Rule.atLeast(1), Rule.atMost(1_048_576));
		if (token.isEmpty()) {
			return first(in, max);
		}
		in.check();
		if (Stream.of("StreamName", "StreamARN", "StreamCreationTimestamp", "ExclusiveStartShardId", "ShardFilter")
				.anyMatch(in::has)) {
			throw ErrorCode.INVALID_ARGUMENT.with("NextToken and StreamName cannot be provided together.");
		}
		return next(token.get(), max);
	}

	private Reply first(Input in, int max) {
		var after = in.text("ExclusiveStartShardId", Rule.SHARD_ID).orElse("");
		var created = in.time("StreamCreationTimestamp");
		var filter = in.object("ShardFilter").map(ShardFilter::read).orElse(ShardFilter.ALL);
		var state = finder.find(in).state();
		// Formats and clients differ in how finely they pass times on.
		if (created.isPresent() && created.get().getEpochSecond() != state.created().getEpochSecond()) {
			throw ErrorCode.RESOURCE_NOT_FOUND
					.with("Stream %s under account %s not found.".formatted(state.name(), Arn.ACCOUNT));
		}
		return page(state, filter, after, max);
	}

	private Reply next(String token, int max) {
		var words = tokens.open(token)
				.filter(all -> all.getFirst().equals(KIND))
				.orElseThrow(() -> ErrorCode.INVALID_ARGUMENT.with("Invalid NextToken."));
		var expires = Instant.parse(words.get(1)).plus(TOKEN_GOOD_FOR);
		if (clock.instant().isAfter(expires)) {
			throw ErrorCode.EXPIRED_NEXT_TOKEN.with("NextToken expired at %s.".formatted(expires));
		}
		var state = finder.named(words.get(2)).state();
		return page(state, ShardFilter.ofWords(words.subList(4, 7)), words.get(3), max);
	}

	private Reply page(StreamState state, ShardFilter filter, String after, int max) {
		var rest = state.shards()
				.all()
				.stream()
				.filter(filter.on(state, clock.instant()))
				.filter(shard -> shard.id().toString().compareTo(after) > 0)
				.toList();
		var page = rest.subList(0, Math.min(max, rest.size()));
		return out -> out.<Shard>objects("Shards", page, Descriptions::shard)
				.text("NextToken", page.size() < rest.size() ? token(state, filter, page.getLast()) : null);
	}

	private String token(StreamState state, ShardFilter filter, Shard last) {
		var words = new ArrayList<>(List.of(KIND, clock.instant().toString(), state.name(), last.id().toString()));
		words.addAll(filter.words());
		return tokens.seal(words);
	}
}
