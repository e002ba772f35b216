package dev.millrace.processor.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.millrace.processor.Replay;
import dev.millrace.processor.Replay.Counts;
import dev.millrace.processor.Replay.Mark;
import dev.millrace.processor.Replay.Plan;

/** Replays as answers show them. What is not known has no member. */
final class ReplayViews {

	private ReplayViews() {}

	static Map<String, Object> of(Replay replay) {
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("id", replay.id());
		view.put("status", replay.state().name().toLowerCase(Locale.ROOT));
		replay.why().ifPresent(why -> view.put("why", why));
		view.putAll(of(replay.plan()));
		view.put("by", replay.by());
		view.put("createdAt", replay.createdAt());
		view.put("updatedAt", replay.updatedAt());
		view.put("progress", progress(replay));
		return view;
	}

	private static Map<String, Object> of(Plan plan) {
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("target", plan.target().name().toLowerCase(Locale.ROOT));
		view.put("dryRun", plan.dryRun());
		plan.from().ifPresent(from -> view.put("from", from));
		if (!plan.sequenceNumbers().isEmpty()) {
			view.put("sequenceNumbers", plan.sequenceNumbers());
		}
		if (!plan.types().isEmpty()) {
			view.put("types", plan.types());
		}
		return view;
	}

	private static Map<String, Object> progress(Replay replay) {
		Map<String, Object> view = new LinkedHashMap<>();
		Counts counts = replay.progress().counts();
		view.put("records", counts.records());
		view.put("skipped", counts.skipped());
		view.put("stored", counts.stored());
		view.put("redelivered", counts.redelivered());
		view.put("duplicates", counts.duplicates());
		view.put("deadLettered", counts.deadLettered());
		view.put("recordsPerSecond", replay.progress().perSecond());
		List<Map.Entry<String, Mark>> shards = replay.progress()
				.shards()
				.entrySet()
				.stream()
				.sorted(Map.Entry.comparingByKey())
				.toList();
		shards.stream()
				.map(Map.Entry::getValue)
				.filter(mark -> !mark.finished())
				.mapToLong(Mark::millisBehind)
				.max()
				.ifPresent(behind -> view.put("millisBehindLatest", behind));
		view.put("shards", shards.stream().map(shard -> of(shard.getKey(), shard.getValue())).toList());
		return view;
	}

	private static Map<String, Object> of(String shard, Mark mark) {
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("shardId", shard);
		mark.sequenceNumber().ifPresent(number -> view.put("sequenceNumber", number));
		view.put("finished", mark.finished());
		view.put("millisBehindLatest", mark.millisBehind());
		return view;
	}
}
