package dev.millrace.processor.http;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What answers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CursorSettings.class)
@Import({EventsController.class, UnavailableAdvice.class})
class HttpConfiguration {

	@Bean
	Cursors cursors(CursorSettings settings) {
		return new Cursors(settings);
	}

	/** An id may hold a backslash as well as a slash. */
	@Bean
	TomcatConnectorCustomizer encodedBackslashes() {
		return connector -> connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
	}
}
