package dev.millrace.ingest;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

import dev.millrace.testing.keys.AuthorizationMatrix;
import dev.millrace.testing.keys.InMemoryKeyStore;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {"management.server.port=0",
		"management.endpoint.health.group.readiness.include=readinessState"})
class AuthorizationMatrixTests extends AuthorizationMatrix {

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ComponentScan(basePackages = "dev.millrace.ingest", excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = {
			".*\\.kinesis\\..*", ".*Application", ".*Tests.*"}))
	static class Service {

		@Bean
		EventStream stream() {
			return (_, whenDone) -> whenDone.accept(new EventStream.Placement.Placed("shardId-000000000000", "1"));
		}

		@Bean
		InMemoryKeyStore keys() {
			return new InMemoryKeyStore();
		}
	}
}
