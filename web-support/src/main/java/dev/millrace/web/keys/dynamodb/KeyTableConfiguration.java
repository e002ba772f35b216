package dev.millrace.web.keys.dynamodb;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.millrace.web.keys.KeyLookup;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeyTableSettings.class)
class KeyTableConfiguration {

	@Bean
	@ConditionalOnMissingBean(KeyLookup.class)
	DynamoDbKeyStore keyStore(KeyTableSettings settings) {
		return new DynamoDbKeyStore(settings.table());
	}
}
