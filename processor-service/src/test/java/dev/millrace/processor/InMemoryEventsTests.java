package dev.millrace.processor;

class InMemoryEventsTests extends EventStoreContract {

	private final InMemoryEvents events = new InMemoryEvents();

	@Override
	protected EventStore store() {
		return events;
	}

	@Override
	protected EventQueries queries() {
		return events;
	}
}
