package dev.millrace.web.life;

import jakarta.servlet.DispatcherType;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LifeSettings.class)
class FarewellConfiguration {

	@Bean
	Farewell farewell(LifeSettings settings, ApplicationContext service) {
		return new Farewell(settings.stopDelay(), service);
	}

	/** Before whatever may answer by itself. */
	@Bean
	FilterRegistrationBean<FarewellFilter> farewellFilter(Farewell farewell) {
		var registration = new FilterRegistrationBean<>(new FarewellFilter(farewell));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		registration.setAsyncSupported(true);
		return registration;
	}
}
