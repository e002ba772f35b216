package dev.millrace.web.life;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ParentWatchConfiguration {

	@Bean
	@ConditionalOnProperty("millrace.parent-pid")
	ParentWatch parentWatch(@Value("${millrace.parent-pid}") long parent) {
		return new ParentWatch(parent);
	}
}
