package dev.millrace.processor.http;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import dev.millrace.processor.EventQueries;

/** What answers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CursorSettings.class, ExportSettings.class})
@Import({EventsController.class, DeadLettersController.class, ReplaysController.class, TraceController.class,
		UnavailableAdvice.class, CutShortAdvice.class})
class HttpConfiguration {

	@Bean
	Cursors cursors(CursorSettings settings) {
		return new Cursors(settings);
	}

	@Bean
	Export export(EventQueries queries, ExportSettings settings) {
		return new Export(queries, settings.exports());
	}

	/** An id may hold a backslash as well as a slash. */
	@Bean
	TomcatConnectorCustomizer encodedBackslashes() {
		return connector -> connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
	}
}
