package dev.millrace.web.guard;

import java.util.List;

import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import dev.millrace.web.keys.KeyRing;
import dev.millrace.web.limits.RequestLimits;

@Configuration(proxyBeanMethods = false)
class GuardConfiguration implements WebMvcConfigurer {

	/** After the access log and CORS, whose preflight requests show no key; before all that reads a request. */
	static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 20;

	@Bean
	FilterRegistrationBean<Guard> guard(KeyRing keys, RequestLimits limits,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver answers) {
		var registration = new FilterRegistrationBean<>(new Guard(keys, limits, answers));
		registration.setOrder(ORDER);
		registration.setDispatcherTypes(DispatcherType.REQUEST);
		registration.setAsyncSupported(true);
		return registration;
	}

	@Bean
	DeclaredRoutes declaredRoutes(ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
		return new DeclaredRoutes(mappings);
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new ScopeCheck());
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new CallerArgument());
	}
}
