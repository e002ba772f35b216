package dev.millrace.cloud.kinesis.api;

import java.util.Map;

import dev.millrace.cloud.kinesis.shard.Shard;
import dev.millrace.cloud.kinesis.stream.Stream;
import dev.millrace.cloud.kinesis.stream.StreamMode;
import dev.millrace.cloud.kinesis.stream.Streams;

/** What streams there are, and what is known of each. */
final class DescribeCalls {
	private static final int ON_DEMAND_LIMIT = 50;

	private final Streams streams;
	private final StreamFinder finder;
	private final int maxOpenShards;

	DescribeCalls(Streams streams, int maxOpenShards) {
		this.streams = streams;
		this.finder = new StreamFinder(streams);
		this.maxOpenShards = maxOpenShards;
	}

	Map<String, Operation> operations() {
		return Map.of("DescribeStream", Operation.small(this::describe),
				"DescribeStreamSummary", Operation.small(this::describeSummary),
				"ListStreams", Operation.small(this::list),
				"DescribeLimits", Operation.small(_ -> describeLimits()));
	}

	private Reply describe(Input in) {
		int limit = in.number("Limit", 1, 10_000).orElse(100);
		var after = in.text("ExclusiveStartShardId", Rule.SHARD_ID).orElse("");
		var stream = finder.find(in);
		var rest = stream.state()
				.shards()
				.all()
				.stream()
				.filter(shard -> shard.id().toString().compareTo(after) > 0)
				.toList();
		var page = rest.subList(0, Math.min(limit, rest.size()));
		return out -> out.object("StreamDescription", description -> {
			Descriptions.stream(description, stream);
			description.<Shard>objects("Shards", page, Descriptions::shard)
					.flag("HasMoreShards", page.size() < rest.size());
		});
	}

	private Reply describeSummary(Input in) {
		var stream = finder.find(in);
		return out -> out.object("StreamDescriptionSummary", summary -> {
			Descriptions.stream(summary, stream);
			summary.number("OpenShardCount", stream.state().shards().openCount())
					.number("ConsumerCount", stream.state().consumers().size());
		});
	}

	/** The token for the next page is the last name of this one: AWS's, too, can be read by anyone. */
	private Reply list(Input in) {
		int limit = in.number("Limit", 1, 10_000).orElse(100);
		var after = in.text("ExclusiveStartStreamName", Rule.STREAM_NAME);
		var token = in.text("NextToken", Rule.atLeast(1), Rule.atMost(1_048_576));
		in.check();
		var rest = streams.all()
				.stream()
				.filter(stream -> nameOf(stream).compareTo(token.or(() -> after).orElse("")) > 0)
				.toList();
		var page = rest.subList(0, Math.min(limit, rest.size()));
		boolean more = page.size() < rest.size();
		return out -> out.texts("StreamNames", page.stream().map(DescribeCalls::nameOf).toList())
				.flag("HasMoreStreams", more)
				.text("NextToken", more ? nameOf(page.getLast()) : null)
				.objects("StreamSummaries", page, Descriptions::summary);
	}

	private Reply describeLimits() {
		long onDemand = streams.all().stream().filter(stream -> stream.state().mode() == StreamMode.ON_DEMAND).count();
		return out -> out.number("ShardLimit", maxOpenShards)
				.number("OpenShardCount", streams.openShards())
				.number("OnDemandStreamCount", onDemand)
				.number("OnDemandStreamCountLimit", ON_DEMAND_LIMIT);
	}

	private static String nameOf(Stream stream) {
		return stream.state().name();
	}
}
