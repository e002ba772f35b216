package dev.millrace.processor.http;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.millrace.processor.KeptLetter;
import dev.millrace.processor.Reason;
import dev.millrace.processor.Redrive.Result;

/** Dead letters as answers show them. What is not known has no member. */
final class LetterViews {

	private LetterViews() {}

	static Map<String, Object> of(KeptLetter letter) {
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("id", letter.id());
		view.put("reason", of(letter.reason()));
		view.put("stream", letter.position().stream());
		view.put("shardId", letter.position().shard());
		view.put("sequenceNumber", letter.position().sequenceNumber());
		view.put("subsequenceNumber", letter.position().subsequenceNumber());
		view.put("approximateArrival", letter.arrivedAt());
		view.put("size", letter.size());
		view.put("redrives", letter.redrives());
		letter.event()
				.ifPresent(event -> view.put("event",
						Map.of("id", event.id(), "source", event.source(), "type", event.type())));
		letter.closing()
				.ifPresent(end -> view.put("closed",
						Map.of("how", end.how(), "by", end.by(), "why", end.why(), "at", end.at())));
		return view;
	}

	private static Map<String, Object> of(Reason reason) {
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("code", reason.code());
		view.put("message", reason.message());
		reason.exception().ifPresent(exception -> view.put("exception", exception));
		view.put("attempts", reason.attempts());
		view.put("firstAt", reason.firstAt());
		view.put("lastAt", reason.lastAt());
		return view;
	}

	static Map<String, Object> of(String id, Result result) {
		Map<String, Object> view = new LinkedHashMap<>(Map.of("id", id));
		switch (result) {
			case Result.Stored() -> view.put("outcome", "stored");
			case Result.Duplicate() -> view.put("outcome", "duplicate");
			case Result.Later() -> view.put("outcome", "later");
			case Result.Unknown() -> view.put("outcome", "unknown");
			case Result.Failed(var reason) -> {
				view.put("outcome", "failed");
				view.put("reason", of(reason));
			}
		}
		return view;
	}
}
