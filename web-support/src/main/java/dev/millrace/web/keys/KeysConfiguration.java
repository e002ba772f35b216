package dev.millrace.web.keys;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeySettings.class)
class KeysConfiguration {

	@Bean
	KeyRing keyRing(KeyLookup table, KeySettings settings, InstantSource clock) {
		return new KeyRing(settings.bootstrapText().map(KeysConfiguration::bootstrap),
				new KeyCache(table, settings, clock), clock);
	}

	private static StoredKey bootstrap(String text) {
		ApiKey key = ApiKey.parse(text)
				.or(() -> ApiKey.ofDigits(text))
				.orElseThrow(() -> new IllegalStateException(
						"millrace.web.keys.bootstrap (MILLRACE_BOOTSTRAP_KEY) is no key: it must be mr_, 16 hexadecimal "
								+ "digits, _, and 64 hexadecimal digits, all in lower case, or those 80 digits alone"));
		return new StoredKey(key.id(), key.hash(), "bootstrap", EnumSet.allOf(Scope.class), Optional.empty(),
				List.of(), Optional.empty(), Instant.EPOCH, Optional.empty(), Optional.empty());
	}
}
