package dev.millrace.file.sqs;

import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

import dev.millrace.file.DeadLetters;
import dev.millrace.file.Fault;
import dev.millrace.file.Keys;
import dev.millrace.file.StoredFile;

/** Failed files as messages: which, why, and where the bytes lie. */
final class SqsDeadLetters implements DeadLetters {

	private final Queue queue;

	SqsDeadLetters(Queue queue) {
		this.queue = queue;
	}

	@Override
	public void add(StoredFile file) {
		var fault = file.progress().fault().orElse(new Fault("unknown", ""));
		var letter = new LinkedHashMap<String, Object>();
		letter.put("file", file.id());
		letter.put("reason", Map.of("code", fault.code(), "message", fault.detail(), "attempts",
				file.progress().attempts(), "lastAt", file.progress().since().toString()));
		letter.put("name", file.upload().name());
		letter.put("key", Keys.content(file.id()));
		file.generation().ifPresent(generation -> {
			letter.put("bytes", generation.bytes());
			generation.version().ifPresent(version -> letter.put("version", version));
		});
		letter.put("redrive", "/v1/files/" + file.id() + "/redrive");
		queue.send(JsonMapper.shared().writeValueAsString(letter));
	}
}
