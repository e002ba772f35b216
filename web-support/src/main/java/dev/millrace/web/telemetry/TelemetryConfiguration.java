package dev.millrace.web.telemetry;

import java.util.Set;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.ObservationFilter;
import io.micrometer.tracing.exporter.SpanExportingPredicate;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationHandlerGroup;
import org.springframework.boot.micrometer.tracing.autoconfigure.TracingProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** What Boot's tracing does not bring. */
@Configuration(proxyBeanMethods = false)
@Conditional(TraceReceiver.class)
class TelemetryConfiguration {

	private static final String PATH = "http.url";
	/** Asked every second or so, and of no use to anyone who looks for a request. */
	private static final Set<String> PROBES = Set.of("/livez", "/readyz", "/health");

	@Bean
	TextMapPropagator amazonTraceHeader(TracingProperties tracing) {
		return new AmazonTraceHeader(tracing.getSampling().getProbability());
	}

	@Bean
	SpanExportingPredicate noProbes() {
		return span -> !PROBES.contains(span.getTags().getOrDefault(PATH, ""));
	}

	/** Whoever reads traces must not be able to send as a webhook's sender does. */
	@Bean
	ObservationFilter noSecrets() {
		return context -> {
			var path = context.getHighCardinalityKeyValue(PATH);
			if (path != null) {
				var shown = Paths.withoutSecrets(path.getValue());
				if (!shown.equals(path.getValue())) {
					context.addHighCardinalityKeyValue(KeyValue.of(PATH, shown));
				}
			}
			return context;
		};
	}

	@Bean
	ObservationHandlerGroup metersOutsideOfSpans() {
		return new MetersOutsideOfSpans();
	}
}
