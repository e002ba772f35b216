package dev.millrace.ingest.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.millrace.event.Event;
import dev.millrace.ingest.EventStream;

/** A stream in memory that confirms what it is told to confirm. */
class FakeStream implements EventStream {

	private final List<Event> events = new ArrayList<>();
	private volatile Predicate<Event> confirms = _ -> true;
	private final List<Runnable> held = new ArrayList<>();
	private volatile boolean behind;
	private boolean holds;

	@Override
	public synchronized void append(Event event, Consumer<Placement> whenDone) {
		if (confirms.test(event)) {
			events.add(event);
			var placed = new Placement.Placed("shardId-000000000000", "49" + events.size());
			if (holds) {
				held.add(() -> whenDone.accept(placed));
			} else {
				whenDone.accept(placed);
			}
		} else {
			whenDone.accept(new Placement.Unconfirmed());
		}
	}

	@Override
	public boolean isBehind() {
		return behind;
	}

	void isBehind(boolean whether) {
		behind = whether;
	}

	void confirmsOnly(Predicate<Event> these) {
		confirms = these;
	}

	/** Confirms nothing until it is let go. */
	synchronized void hold() {
		holds = true;
	}

	/** How many events wait to be confirmed. */
	synchronized int held() {
		return held.size();
	}

	/** Confirms what was held. */
	synchronized void letGo() {
		holds = false;
		held.forEach(Runnable::run);
		held.clear();
	}

	synchronized void clear() {
		letGo();
		events.clear();
		behind = false;
		confirms = _ -> true;
	}

	synchronized List<String> documents() {
		return events.stream().map(event -> new String(event.document(), StandardCharsets.UTF_8)).toList();
	}

	synchronized List<String> ids() {
		return events.stream().map(Event::id).toList();
	}
}
