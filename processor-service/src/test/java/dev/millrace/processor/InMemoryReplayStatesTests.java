package dev.millrace.processor;

class InMemoryReplayStatesTests extends ReplayStatesContract {

	private final InMemoryReplayStates states = new InMemoryReplayStates();

	@Override
	protected ReplayStates states() {
		return states;
	}
}
