package dev.millrace.processor.tracing;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

import dev.millrace.processor.EventStore;
import dev.millrace.processor.Publisher;
import dev.millrace.web.telemetry.TraceReceiver;

/** Where somebody receives traces, and nowhere else, the table and the bus are seen at work. */
@Configuration(proxyBeanMethods = false)
@Conditional(TraceReceiver.class)
class TracingConfiguration {

	@Bean
	static BeanPostProcessor tracedHops(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return switch (bean) {
					case EventStore store -> new TracedEventStore(store, spans());
					case Publisher publisher -> new TracedPublisher(publisher, spans());
					default -> bean;
				};
			}

			private EventSpans spans() {
				return new EventSpans(tracer.getObject(), propagator.getObject());
			}
		};
	}
}
