package dev.millrace.web.telemetry;

import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class JsonLineTests {

	@Test
	void namesTheRequestAndItsPlaceInATrace() {
		var line = line("two\nlines \"quoted\"", null, Map.of("request", "r-1", "traceId", "0af7", "spanId", "b7ad"));

		assertThat(line.get("message").stringValue()).isEqualTo("two\nlines \"quoted\"");
		assertThat(line.get("level").stringValue()).isEqualTo("WARN");
		assertThat(line.get("request").stringValue()).isEqualTo("r-1");
		assertThat(line.get("trace_id").stringValue()).isEqualTo("0af7");
		assertThat(line.get("span_id").stringValue()).isEqualTo("b7ad");
		assertThat(line.get("error")).isNull();
	}

	@Test
	void leavesOutWhatThereIsNotAndKeepsAnErrorInItsLine() {
		var line = line("broken", new IllegalStateException("inside"), Map.of());

		assertThat(line.get("trace_id")).isNull();
		assertThat(line.get("error").stringValue()).contains("IllegalStateException: inside", "JsonLineTests");
	}

	private static JsonNode line(String message, @Nullable Throwable error, Map<String, String> context) {
		var logger = new LoggerContext().getLogger("dev.millrace.Test");
		var event = new LoggingEvent(JsonLineTests.class.getName(), logger, Level.WARN, message, error, null);
		event.setMDCPropertyMap(context);
		String line = new JsonLine().format(event);
		assertThat(line).endsWith("}\n").hasLineCount(1);
		return JsonMapper.shared().readTree(line);
	}
}
