package dev.millrace.ingest.webhook;

import java.time.InstantSource;
import java.util.LinkedHashMap;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.millrace.event.EventComposer;
import dev.millrace.ingest.Webhooks;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
class WebhookConfiguration {

	@Bean
	Webhooks webhooks(WebhookProperties properties, EventComposer composer, InstantSource clock) {
		var sources = new LinkedHashMap<String, Source>();
		properties.webhooks().forEach((name, settings) -> sources.put(name, Source.of(name, settings)));
		return new DeclaredWebhooks(sources, composer, clock);
	}
}
