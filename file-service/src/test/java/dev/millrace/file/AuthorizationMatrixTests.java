package dev.millrace.file;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import dev.millrace.testing.keys.AuthorizationMatrix;

@SpringBootTest(classes = WithoutStorage.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"spring.config.location=classpath:/web-support.yaml", "management.server.port=0",
		"management.endpoint.health.group.readiness.include=readinessState"})
class AuthorizationMatrixTests extends AuthorizationMatrix {}
