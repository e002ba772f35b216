package dev.millrace.web.access;

import java.time.InstantSource;

import jakarta.servlet.DispatcherType;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AccessLogConfiguration {

	@Bean
	FilterRegistrationBean<AccessLog> accessLog(JsonMapper json, InstantSource clock) {
		var registration = new FilterRegistrationBean<>(new AccessLog(json, clock));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
		registration.setAsyncSupported(true);
		return registration;
	}
}
