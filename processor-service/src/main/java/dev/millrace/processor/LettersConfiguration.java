package dev.millrace.processor;

import java.time.InstantSource;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What becomes of dead letters. */
@Configuration(proxyBeanMethods = false)
class LettersConfiguration {

	/** Switched off where something else consumes the queue. */
	@Bean
	@ConditionalOnProperty(name = "millrace.processor.keep-dead-letters", matchIfMissing = true)
	LetterMove letterMove(LetterQueue queue, KeptLetters letters) {
		return new LetterMove(queue, letters);
	}

	@Bean
	Redrive redrive(KeptLetters letters, EventQueries queries, RecordLoop loop) {
		return new Redrive(letters, queries, loop, InstantSource.system());
	}
}
