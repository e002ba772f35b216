package dev.millrace.cloud.kinesis.api;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.stream.StreamConsumer;
import dev.millrace.cloud.kinesis.stream.StreamState;
import dev.millrace.cloud.kinesis.stream.Streams;

/** Consumers for enhanced fan-out are kept account of; the fan-out itself is not here. */
final class ConsumerCalls {
	private static final int MAX_CONSUMERS = 20;

	private final StreamFinder finder;
	private final InstantSource clock;

	ConsumerCalls(Streams streams, InstantSource clock) {
		this.finder = new StreamFinder(streams);
		this.clock = clock;
	}

	Map<String, Operation> operations() {
		return Map.of("RegisterStreamConsumer", Operation.small(this::register),
				"DeregisterStreamConsumer", Operation.small(this::deregister),
				"DescribeStreamConsumer", Operation.small(this::describe),
				"ListStreamConsumers", Operation.small(this::list),
				"SubscribeToShard", Operation.small(_ -> subscribe()));
	}

	private Reply register(Input in) {
		in.required("StreamARN", Rule.STREAM_ARN);
		var name = in.required("ConsumerName", Rule.STREAM_NAME);
		var stream = finder.find(in);
		var consumer = new StreamConsumer(name, clock.instant().truncatedTo(ChronoUnit.SECONDS));
		stream.change(state -> with(state, consumer));
		return out -> out.object("Consumer", members -> write(members, stream.state(), consumer));
	}

	private static StreamState with(StreamState state, StreamConsumer consumer) {
		if (consumer(state, consumer.name()).isPresent()) {
			throw ErrorCode.RESOURCE_IN_USE.with("Consumer %s under stream %s already exists for account %s."
					.formatted(consumer.name(), Arn.of(state), Arn.ACCOUNT));
		}
		if (state.consumers().size() == MAX_CONSUMERS) {
			throw ErrorCode.LIMIT_EXCEEDED
					.with("A stream cannot have more than %d consumers.".formatted(MAX_CONSUMERS));
		}
		var consumers = Stream.concat(state.consumers().stream(), Stream.of(consumer));
		return state.withConsumers(consumers.sorted(Comparator.comparing(StreamConsumer::name)).toList());
	}

	private Reply deregister(Input in) {
		var found = find(in);
		found.stream.change(state -> state.withConsumers(
				state.consumers().stream().filter(consumer -> !consumer.equals(found.consumer)).toList()));
		return Reply.EMPTY;
	}

	private Reply describe(Input in) {
		var found = find(in);
		return out -> out.object("ConsumerDescription", members -> {
			write(members, found.stream.state(), found.consumer);
			members.text("StreamARN", Arn.of(found.stream.state()));
		});
	}

	/** The token for the next page is the last name of this one. */
	private Reply list(Input in) {
		in.required("StreamARN", Rule.STREAM_ARN);
		int max = in.number("MaxResults", 1, 10_000).orElse(100);
		var after = in.text("NextToken", Rule.atLeast(1), Rule.atMost(1_048_576)).orElse("");
		var state = finder.find(in).state();
		var rest = state.consumers().stream().filter(consumer -> consumer.name().compareTo(after) > 0).toList();
		var page = rest.subList(0, Math.min(max, rest.size()));
		return out -> out
				.objects("Consumers", page, (members, consumer) -> write(members, state, consumer))
				.text("NextToken", page.size() < rest.size() ? page.getLast().name() : null);
	}

	private static Reply subscribe() {
		throw ErrorCode.INVALID_ARGUMENT.with(
				"SubscribeToShard is not here: enhanced fan-out needs AWS. Read with GetShardIterator and GetRecords.");
	}

	private record Found(dev.millrace.cloud.kinesis.stream.Stream stream, StreamConsumer consumer) {}

	/** By ConsumerARN, or by StreamARN and ConsumerName. */
	private Found find(Input in) {
		var consumerArn = in.text("ConsumerARN", Rule.STREAM_ARN);
		var streamArn = in.text("StreamARN", Rule.STREAM_ARN);
		var name = in.text("ConsumerName", Rule.STREAM_NAME);
		in.check();
		var stream = finder.byNameOrArn(Optional.empty(), consumerArn.or(() -> streamArn));
		var wanted = consumerArn.flatMap(arn -> StreamFinder.parse(arn).consumerName()).or(() -> name).orElse("");
		return new Found(stream, consumer(stream.state(), wanted).orElseThrow(() -> ErrorCode.RESOURCE_NOT_FOUND.with(
				"Consumer %s, account %s not found.".formatted(wanted, Arn.ACCOUNT))));
	}

	private static Optional<StreamConsumer> consumer(StreamState state, String name) {
		return state.consumers().stream().filter(consumer -> consumer.name().equals(name)).findAny();
	}

	private static void write(ReplyWriter out, StreamState state, StreamConsumer consumer) {
		out.text("ConsumerName", consumer.name())
				.text("ConsumerARN", Arn.of(state, consumer))
				.text("ConsumerStatus", "ACTIVE")
				.time("ConsumerCreationTimestamp", consumer.created());
	}
}
