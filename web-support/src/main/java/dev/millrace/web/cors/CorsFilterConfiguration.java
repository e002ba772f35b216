package dev.millrace.web.cors;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import tools.jackson.databind.json.JsonMapper;

/** Answers the browser's questions where pages are allowed at all. Cookies play no part: a key is a header. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CorsSettings.class)
class CorsFilterConfiguration {

	private static final Duration PREFLIGHT_COUNTS = Duration.ofMinutes(10);

	@Bean
	FilterRegistrationBean<CorsFilter> cors(CorsSettings settings, JsonMapper json) {
		var rules = new CorsConfiguration();
		rules.setAllowedOrigins(settings.allowedOrigins());
		rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "DELETE"));
		rules.setAllowedHeaders(List.of("*"));
		rules.setExposedHeaders(List.of("Location", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id"));
		rules.setMaxAge(PREFLIGHT_COUNTS);
		var everywhere = new UrlBasedCorsConfigurationSource();
		everywhere.registerCorsConfiguration("/**", rules);
		var filter = new CorsFilter(everywhere);
		filter.setCorsProcessor(new ForeignOrigins(json));
		var registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
		registration.setEnabled(!settings.allowedOrigins().isEmpty());
		return registration;
	}
}
