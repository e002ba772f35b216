package dev.millrace.ingest.http;

import java.time.Duration;
import java.util.concurrent.Executors;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.event.EventComposer;
import dev.millrace.event.EventReader;
import dev.millrace.ingest.EventStream;
import dev.millrace.ingest.IntakeMeter;
import dev.millrace.web.problem.RetryAfter;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpProperties.class)
class HttpConfiguration {

	@Bean
	BodyReader bodyReader(HttpProperties properties) {
		return new BodyReader(new Pace(properties.bodyTimeout(),
				properties.minBodyBytesPerSecond(), properties.bodyGrace(), System::nanoTime));
	}

	@Bean
	Admission admission(HttpProperties properties, EventStream stream, RetryAfter retryAfter, IntakeMeter meter) {
		return new Admission(properties.maxBytesInFlight(), stream::isBehind, retryAfter, meter);
	}

	@Bean
	Reception reception(BodyReader bodies, Admission admission, LateAnswers late, IntakeMeter meter) {
		return new Reception(bodies, admission, late, meter);
	}

	@Bean
	Answers answers(RetryAfter retryAfter) {
		return new Answers(retryAfter);
	}

	@Bean
	LateAnswers lateAnswers(JsonMapper json, @Value("${spring.mvc.async.request-timeout}") Duration patience) {
		return new LateAnswers(json, Executors.newVirtualThreadPerTaskExecutor(), patience);
	}

	@Bean
	Formats formats(EventReader reader, EventComposer composer, HttpProperties properties) {
		return new Formats(reader, composer, properties.maxEvents());
	}
}
