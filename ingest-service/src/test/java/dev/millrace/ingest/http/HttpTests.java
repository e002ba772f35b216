package dev.millrace.ingest.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

import dev.millrace.testing.keys.InMemoryKeyStore;
import dev.millrace.testing.keys.TestKeys;

/** The service over HTTP with a stream in memory; one for all test classes that ask for it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = HttpTests.Service.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"management.server.port=0", "management.endpoint.health.group.readiness.include=readinessState",
		"millrace.ingest.http.body-grace=1s", "server.tomcat.connection-timeout=5s", TestKeys.PROPERTY})
@interface HttpTests {

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ComponentScan(basePackages = "dev.millrace.ingest", excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = {
			".*\\.kinesis\\..*", ".*Application", ".*Tests.*"}))
	class Service {

		@Bean
		FakeStream stream() {
			return new FakeStream();
		}

		@Bean
		InMemoryKeyStore keys() {
			return new InMemoryKeyStore();
		}
	}
}
