package dev.millrace.processor.http;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

import dev.millrace.processor.EventQueries;
import dev.millrace.processor.InMemoryEvents;
import dev.millrace.processor.OperatorBeans;
import dev.millrace.testing.keys.AuthorizationMatrix;
import dev.millrace.testing.keys.InMemoryKeyStore;

@SpringBootTest(classes = AuthorizationMatrixTests.Service.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"millrace.processor.cursor-secret=a secret of the tests, 32 characters or more",
		"spring.config.location=classpath:/web-support.yaml", "management.server.port=0",
		"spring.cloud.aws.dynamodb.enabled=false"})
class AuthorizationMatrixTests extends AuthorizationMatrix {

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({HttpConfiguration.class, OperatorBeans.class})
	static class Service {

		@Bean
		@Primary
		EventQueries queries() {
			return new InMemoryEvents();
		}

		@Bean
		InMemoryKeyStore keys() {
			return new InMemoryKeyStore();
		}
	}
}
