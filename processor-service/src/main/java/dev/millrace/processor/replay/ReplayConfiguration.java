package dev.millrace.processor.replay;

import java.time.InstantSource;
import java.util.Optional;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.millrace.processor.DeadLetters;
import dev.millrace.processor.KeptLetters;
import dev.millrace.processor.Publisher;
import dev.millrace.processor.RecordLoop;
import dev.millrace.processor.ReplayStates;
import dev.millrace.processor.Replays;
import dev.millrace.processor.StreamHistory;

/** What runs replays. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplaySettings.class)
class ReplayConfiguration {

	@Bean
	ReplayRunner replayRunner(ReplayStates states, StreamHistory history, RecordLoop loop, DeadLetters deadLetters,
			KeptLetters letters, ReplaySettings settings) {
		var sending = new Sending(loop, deadLetters, letters, settings.calls());
		return new ReplayRunner(states, tenure -> new ReplayRun(tenure, history, sending, settings,
				InstantSource.system(), Thread::sleep), settings, InstantSource.system());
	}

	@Bean
	Replays replays(ReplayStates states, StreamHistory history, ReplaySettings settings, ReplayRunner runner,
			Optional<Publisher> publisher) {
		return new ReplayDesk(states, history, settings.most(), publisher.isPresent(), runner::soon,
				InstantSource.system());
	}
}
