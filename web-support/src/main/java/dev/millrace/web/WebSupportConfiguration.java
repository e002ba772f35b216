package dev.millrace.web;

import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationExcludeFilter;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

import dev.millrace.web.problem.ProblemValve;
import dev.millrace.web.problem.RetryAfter;

/** Gives every service the same problems, access log, health route and web server. */
@AutoConfiguration
@ComponentScan(excludeFilters = @Filter(type = FilterType.CUSTOM, classes = AutoConfigurationExcludeFilter.class))
public class WebSupportConfiguration {

	@Bean
	@ConditionalOnMissingBean
	InstantSource clock() {
		return Clock.systemUTC();
	}

	@Bean
	RetryAfter retryAfter() {
		return new RetryAfter(() -> ThreadLocalRandom.current().nextLong());
	}

	@Bean
	TomcatContextCustomizer problemsOfTheServer() {
		return context -> {
			if (context.getParent() instanceof StandardHost host) {
				host.setErrorReportValveClass(ProblemValve.class.getName());
			}
		};
	}

	/** An event's id may hold a slash, so {@code %2F} in a path is a character of a segment, as it is for the load balancer. */
	@Bean
	TomcatConnectorCustomizer encodedSlashes() {
		return connector -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
	}

	/** As many connections as the heap bears, unless {@code server.tomcat.max-connections} says how many; after Boot's own default. */
	@Bean
	@ConditionalOnProperty(name = "server.tomcat.max-connections", havingValue = "none", matchIfMissing = true)
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> connectionsInTheHeap() {
		int most = Connections.in(Runtime.getRuntime().maxMemory());
		return factory -> factory
				.addConnectorCustomizers(connector -> connector.setProperty("maxConnections", String.valueOf(most)));
	}
}
