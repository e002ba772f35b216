package dev.millrace.file.sqs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.file.DeadLetters;
import dev.millrace.file.Fault;
import dev.millrace.file.Keys;
import dev.millrace.file.StoredFile;
import dev.millrace.file.Telling;

/** Failed files, and outcomes that nobody takes, as messages: which, why, and where the bytes lie. */
final class SqsDeadLetters implements DeadLetters {

	private static final String FILE = "file";
	private static final String REDRIVE = "redrive";

	private final Queue queue;

	SqsDeadLetters(Queue queue) {
		this.queue = queue;
	}

	@Override
	public void add(StoredFile file) {
		send(letter(file, file.progress().fault().orElse(new Fault("unknown", ""))));
	}

	/** With the event as it was sent: whoever mends what refused it can send it by hand, too. */
	@Override
	public void add(StoredFile file, Telling.Refused refused) {
		var letter = letter(file, refused.why());
		letter.put("event", refused.event());
		send(letter);
	}

	/** The file of a letter that somebody has moved back to the queue of notices, to have it tried again. */
	static Optional<String> file(String body) {
		try {
			var letter = JsonMapper.shared().readTree(body);
			return Optional.of(letter.path(FILE).asString(""))
					.filter(_ -> letter.has(REDRIVE))
					.filter(id -> !id.isEmpty());
		} catch (JacksonException _) {
			return Optional.empty();
		}
	}

	private static Map<String, Object> letter(StoredFile file, Fault fault) {
		var letter = new LinkedHashMap<String, Object>();
		letter.put(FILE, file.id());
		letter.put("reason", Map.of("code", fault.code(), "message", fault.detail(), "attempts",
				file.progress().attempts(), "lastAt", file.progress().since().toString()));
		letter.put("name", file.upload().name());
		letter.put("key", Keys.content(file.id()));
		file.generation().ifPresent(generation -> {
			letter.put("bytes", generation.bytes());
			generation.version().ifPresent(version -> letter.put("version", version));
		});
		letter.put(REDRIVE, "/v1/files/" + file.id() + "/redrive");
		return letter;
	}

	private void send(Map<String, Object> letter) {
		queue.send(JsonMapper.shared().writeValueAsString(letter));
	}
}
