package dev.millrace.processor.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

import dev.millrace.processor.OperatorBeans;
import dev.millrace.testing.keys.TestKeys;

/** A test of the routes alone, over what lies in memory; those that add nothing share one service. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = OverHttp.Routes.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"millrace.processor.cursor-secret=a secret of the tests, 32 characters or more",
		"spring.config.location=classpath:/web-support.yaml", "management.server.port=0",
		"spring.cloud.aws.dynamodb.enabled=false", TestKeys.PROPERTY})
@interface OverHttp {

	/** The routes, and what they need. */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({HttpConfiguration.class, OperatorBeans.class})
	class Routes {}
}
