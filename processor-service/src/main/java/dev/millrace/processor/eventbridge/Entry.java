package dev.millrace.processor.eventbridge;

import java.net.URLEncoder;

import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.event.Event;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An event as the bus takes it: its type as detail-type and its source as source, each cut to what EventBridge allows, and
 * the whole CloudEvent as detail; of one that is too large all but its data, and in {@code dataref} where the rest is found.
 *
 * @param event that is published
 * @param request what is put
 * @param bytes as EventBridge counts them
 */
record Entry(Event event, PutEventsRequestEntry request, int bytes) {

	private static final JsonMapper JSON = JsonMapper.shared();
	private static final int MOST_OF_TYPE = 128;
	private static final int MOST_OF_SOURCE = 256;
	private static final int TIME = 14;
	/** Sources that begin so are AWS's own; EventBridge refuses them of anyone else. */
	private static final String RESERVED = "aws.";
	private static final String INSTEAD = "millrace:";

	/** @param most bytes that it may have */
	static Entry of(Event event, String bus, int most) {
		String source = event.source().startsWith(RESERVED) ? INSTEAD + event.source() : event.source();
		var request = PutEventsRequestEntry.builder()
				.eventBusName(bus)
				.source(cut(source, MOST_OF_SOURCE))
				.detailType(cut(event.type(), MOST_OF_TYPE))
				.time(event.timestamp())
				.build();
		int head = TIME + bytes(request.source()) + bytes(request.detailType());
		String detail = head + event.document().length <= most ? new String(event.document(), UTF_8) : reference(event);
		return new Entry(event, request.toBuilder().detail(detail).build(), head + bytes(detail));
	}

	private static String reference(Event event) {
		var json = JSON.createObjectNode()
				.put("specversion", "1.0")
				.put("id", event.id())
				.put("source", event.source())
				.put("type", event.type());
		event.time().ifPresent(time -> json.put("time", time.toString()));
		return json.put("partitionkey", event.partitionKey())
				.put("receivedat", event.receivedAt().toString())
				.put("dataref", "/v1/events/%s?source=%s".formatted(encoded(event.id()), encoded(event.source())))
				.toString();
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, UTF_8).replace("+", "%20");
	}

	/** Never in the midst of a character. */
	private static String cut(String text, int most) {
		if (text.length() <= most) {
			return text;
		}
		return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
	}

	private static int bytes(String text) {
		return text.getBytes(UTF_8).length;
	}
}
