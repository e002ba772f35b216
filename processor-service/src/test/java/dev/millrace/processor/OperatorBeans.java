package dev.millrace.processor;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import dev.millrace.processor.replay.ReplayBeans;

/** What the routes for operators need, in memory. */
@Configuration(proxyBeanMethods = false)
@Import(ReplayBeans.class)
public class OperatorBeans {

	@Bean
	InMemoryLetters letters() {
		return new InMemoryLetters();
	}

	@Bean
	EventTraces traces() {
		return (_, _) -> List.of();
	}

	@Bean
	Checkpointed checkpoints() {
		return (_, _) -> Optional.empty();
	}

	@Bean
	InMemoryEvents table() {
		return new InMemoryEvents();
	}

	@Bean
	Redrive redrive(KeptLetters letters, InMemoryEvents table) {
		return redrive(letters, table, table);
	}

	/** With a loop that is soon out of patience. */
	static Redrive redrive(KeptLetters letters, EventQueries queries, EventStore store) {
		var settings = new LoopSettings(1, 1, Duration.ofSeconds(1));
		DeadLetters none = letter -> {
			throw new AssertionError("A letter that is tried again is not written to the queue: " + letter);
		};
		return new Redrive(letters, queries, new RecordLoop(store, none, settings, new SilentMeter(), Optional.empty()),
				InstantSource.system());
	}
}
