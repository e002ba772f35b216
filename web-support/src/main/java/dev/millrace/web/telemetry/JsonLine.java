package dev.millrace.web.telemetry;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLogFormatter;

/** A line of the log as a JSON document, as {@code logback-spring.xml} wants it: what a machine searches for has a name of its own. */
public final class JsonLine implements StructuredLogFormatter<ILoggingEvent> {

	private final ThrowableProxyConverter traces = new ThrowableProxyConverter();
	private final JsonWriter<ILoggingEvent> writer = JsonWriter.of(this::members);

	/** Made by Spring Boot's encoder. */
	public JsonLine() {
		traces.start();
	}

	private void members(JsonWriter.Members<ILoggingEvent> line) {
		line.add("time", event -> event.getInstant().toString());
		line.add("level", event -> event.getLevel().toString());
		line.add("logger", ILoggingEvent::getLoggerName);
		line.add("message", ILoggingEvent::getFormattedMessage);
		line.add("request", event -> of(event, "request")).whenHasLength();
		line.add("trace_id", event -> of(event, "traceId")).whenHasLength();
		line.add("span_id", event -> of(event, "spanId")).whenHasLength();
		line.add("error", traces::convert).whenHasLength();
	}

	private static String of(ILoggingEvent event, String name) {
		return event.getMDCPropertyMap().getOrDefault(name, "");
	}

	@Override
	public String format(ILoggingEvent event) {
		return writer.writeToString(event) + "\n";
	}
}
