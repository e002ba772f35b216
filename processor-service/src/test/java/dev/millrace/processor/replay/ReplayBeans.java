package dev.millrace.processor.replay;

import java.time.InstantSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.millrace.processor.InMemoryReplayStates;
import dev.millrace.processor.Replays;
import dev.millrace.processor.ScriptedHistory;
import dev.millrace.processor.StreamHistory;
import dev.millrace.processor.TestEvents;

/** Replays that are taken in, one at a time, and that nobody runs. */
@Configuration(proxyBeanMethods = false)
public class ReplayBeans {

	/** Of the stream of these beans. */
	public static final String SHARD = "shardId-000000000000";

	@Bean
	StreamHistory streamHistory() {
		return new ScriptedHistory().open(SHARD);
	}

	@Bean
	Replays replays(StreamHistory history) {
		return new ReplayDesk(new InMemoryReplayStates(), history, 1, false, () -> {},
				InstantSource.fixed(TestEvents.NOW));
	}
}
