package dev.millrace.processor.eventbridge;

import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

import dev.millrace.event.Event;
import dev.millrace.processor.Publisher;

/** Puts events on the bus, ten a call at most. Of an answer each entry counts by itself: a 200 may hold failed ones. */
final class BusPublisher implements Publisher {

	private static final Logger log = LoggerFactory.getLogger(BusPublisher.class);
	private static final int MOST_ENTRIES = 10;

	private final EventBridgeClient client;
	private final BusSettings settings;

	BusPublisher(EventBridgeClient client, BusSettings settings) {
		this.client = client;
		this.settings = settings;
	}

	@Override
	public List<Event> publish(List<Event> events) {
		List<Event> notTaken = new ArrayList<>();
		List<Entry> call = new ArrayList<>();
		int bytes = 0;
		for (Event event : events) {
			var entry = Entry.of(event, settings.name(), settings.callBytes());
			boolean isFull = call.size() == MOST_ENTRIES || bytes + entry.bytes() > settings.callBytes();
			if (isFull && !call.isEmpty()) {
				notTaken.addAll(put(call));
				call = new ArrayList<>();
				bytes = 0;
			}
			call.add(entry);
			bytes += entry.bytes();
		}
		if (!call.isEmpty()) {
			notTaken.addAll(put(call));
		}
		return notTaken;
	}

	private List<Event> put(List<Entry> call) {
		try {
			var answers = client.putEvents(put -> put.entries(call.stream().map(Entry::request).toList())).entries();
			List<Event> notTaken = new ArrayList<>();
			for (int i = 0; i < call.size(); i++) {
				if (i >= answers.size() || !isTaken(answers.get(i))) {
					notTaken.add(call.get(i).event());
				}
			}
			return notTaken;
		} catch (SdkException e) {
			log.warn("PutEvents of {} events failed: {}", call.size(), e.getMessage());
			return call.stream().map(Entry::event).toList();
		}
	}

	private static boolean isTaken(PutEventsResultEntry answer) {
		if (answer.eventId() == null) {
			log.warn("The bus did not take an event: {} {}", answer.errorCode(), answer.errorMessage());
		}
		return answer.eventId() != null;
	}
}
