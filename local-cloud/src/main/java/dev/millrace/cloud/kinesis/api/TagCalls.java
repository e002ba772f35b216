package dev.millrace.cloud.kinesis.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.millrace.cloud.kinesis.ErrorCode;
import dev.millrace.cloud.kinesis.stream.Stream;
import dev.millrace.cloud.kinesis.stream.Streams;

/** Tags, by the older calls of Kinesis and by those that all of AWS has alike. */
final class TagCalls {
	private static final int MAX_TAGS = 50;

	private final StreamFinder finder;

	TagCalls(Streams streams) {
		this.finder = new StreamFinder(streams);
	}

	Map<String, Operation> operations() {
		return Map.of("AddTagsToStream", Operation.small(in -> add(in, finder.find(in))),
				"RemoveTagsFromStream", Operation.small(in -> remove(in, finder.find(in))),
				"ListTagsForStream", Operation.small(this::list),
				"TagResource", Operation.small(in -> add(in, resource(in))),
				"UntagResource", Operation.small(in -> remove(in, resource(in))),
				"ListTagsForResource", Operation.small(in -> listAll(resource(in))));
	}

	static void requireFew(Map<String, String> tags) {
		if (tags.size() > MAX_TAGS) {
			throw ErrorCode.INVALID_ARGUMENT.with("A stream cannot have more than %d tags.".formatted(MAX_TAGS));
		}
	}

	private Stream resource(Input in) {
		var arn = in.required("ResourceARN", Rule.STREAM_ARN);
		in.check();
		return finder.named(StreamFinder.parse(arn).streamName());
	}

	private static Reply add(Input in, Stream stream) {
		var tags = in.texts("Tags");
		if (tags.isEmpty()) {
			in.violated("Tags", "{}", Rule.atLeast(1));
		}
		in.check();
		stream.change(state -> {
			var all = new TreeMap<>(state.tags());
			all.putAll(tags);
			requireFew(all);
			return state.withTags(all);
		});
		return Reply.EMPTY;
	}

	private static Reply remove(Input in, Stream stream) {
		var keys = in.requiredTexts("TagKeys", Rule.TAG_KEY);
		in.check();
		stream.change(state -> {
			var left = new TreeMap<>(state.tags());
			left.keySet().removeAll(keys);
			return state.withTags(left);
		});
		return Reply.EMPTY;
	}

	private Reply list(Input in) {
		int limit = in.number("Limit", 1, MAX_TAGS).orElse(MAX_TAGS);
		var after = in.text("ExclusiveStartTagKey", Rule.TAG_KEY).orElse("");
		var rest = List.copyOf(new TreeMap<>(finder.find(in).state().tags()).tailMap(after, false).entrySet());
		var page = rest.subList(0, Math.min(limit, rest.size()));
		return out -> write(out, page).flag("HasMoreTags", page.size() < rest.size());
	}

	private static Reply listAll(Stream stream) {
		return out -> write(out, List.copyOf(new TreeMap<>(stream.state().tags()).entrySet()));
	}

	private static ReplyWriter write(ReplyWriter out, List<Map.Entry<String, String>> tags) {
		return out.objects("Tags", tags,
				(tag, entry) -> tag.text("Key", entry.getKey()).text("Value", entry.getValue()));
	}
}
