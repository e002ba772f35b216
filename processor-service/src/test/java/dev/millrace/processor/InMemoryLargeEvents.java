package dev.millrace.processor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.millrace.event.Event;

import static java.util.Objects.requireNonNull;

/** Large events on the heap. */
public final class InMemoryLargeEvents implements LargeEvents {

	private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
	private volatile boolean unavailable;

	@Override
	public String keep(Event event) {
		if (unavailable) {
			throw new Unavailable("no room");
		}
		String place = event.source() + "/" + event.id();
		documents.put(place, event.document());
		return place;
	}

	@Override
	public byte[] read(String place) {
		return requireNonNull(documents.get(place), place);
	}

	/** Whether nothing can be kept from now on. */
	public void setUnavailable(boolean now) {
		unavailable = now;
	}

	/** Documents that it holds. */
	public int size() {
		return documents.size();
	}
}
