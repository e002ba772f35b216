package dev.millrace.file;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

import dev.millrace.inspection.Inspector;
import dev.millrace.testing.keys.InMemoryKeyStore;

/** The routes with nothing behind them. No bean by itself: the whole service, which other tests start, would find it. */
@EnableAutoConfiguration
@ComponentScan("dev.millrace.file.http")
@Import(FileConfiguration.class)
class WithoutStorage {

	@Bean
	InMemoryKeyStore keys() {
		return new InMemoryKeyStore();
	}

	@Bean
	FileStore store() {
		return unused(FileStore.class);
	}

	@Bean
	Objects objects() {
		return unused(Objects.class);
	}

	@Bean
	Slips slips() {
		return unused(Slips.class);
	}

	@Bean
	Downloads downloads() {
		return unused(Downloads.class);
	}

	@Bean
	Notices notices() {
		return unused(Notices.class);
	}

	@Bean
	DeadLetters deadLetters() {
		return unused(DeadLetters.class);
	}

	@Bean
	Outcomes outcomes() {
		return unused(Outcomes.class);
	}

	@Bean(destroyMethod = "")
	Inspector inspector() {
		return unused(Inspector.class);
	}

	/** No request of the matrix gets further than to an empty list. */
	private static <T> T unused(Class<T> type) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
				(proxy, method, arguments) -> switch (method.getName()) {
					case "list" -> new FileStore.Page(List.of(), Optional.empty());
					case "hashCode" -> System.identityHashCode(proxy);
					case "equals" -> System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
					default -> type.getSimpleName();
				}));
	}
}
