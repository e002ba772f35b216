package dev.millrace.web.limits;

import java.time.InstantSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitSettings.class)
class LimitsConfiguration {

	@Bean
	RequestLimits requestLimits(LimitSettings settings, InstantSource clock) {
		return new RequestLimits(settings, clock);
	}
}
