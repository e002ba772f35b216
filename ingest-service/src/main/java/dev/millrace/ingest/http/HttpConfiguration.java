package dev.millrace.ingest.http;

import java.util.concurrent.ThreadLocalRandom;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpProperties.class)
class HttpConfiguration {

	@Bean
	BodyReader bodyReader(HttpProperties properties) {
		return new BodyReader(properties.maxRequestBytes());
	}

	@Bean
	Admission admission(HttpProperties properties) {
		return new Admission(properties.maxBytesInFlight());
	}

	@Bean
	Answers answers() {
		return new Answers(() -> ThreadLocalRandom.current().nextLong());
	}
}
