package dev.millrace.cloud.settings;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTests {
	@Test
	void aPropertyWinsOverTheEnvironment() {
		assertThat(settings(Map.of("millrace.cloud-port", "1"), Map.of("MILLRACE_CLOUD_PORT", "2"))
				.port("millrace.cloud-port", 3)).isEqualTo(1);
	}

	@Test
	void theEnvironmentSpellsNamesInCapitals() {
		assertThat(settings(Map.of(), Map.of("MILLRACE_CLOUD_PORT", "2")).port("millrace.cloud-port", 3)).isEqualTo(2);
	}

	@Test
	void anEmptyValueIsNone() {
		assertThat(settings(Map.of("millrace.data", " "), Map.of()).path("millrace.data", Path.of("/d")))
				.isEqualTo(Path.of("/d"));
	}

	@Test
	void aPortThatIsNoneIsRefusedByName() {
		for (var value : new String[]{"-1", "65536", "http", "99999999999"}) {
			assertThatThrownBy(() -> settings(Map.of("millrace.port", value), Map.of()).port("millrace.port", 8080))
					.isInstanceOf(SettingException.class)
					.hasMessage("-Dmillrace.port=" + value + " is not a whole number from 0 to 65535.");
		}
	}

	@Test
	void aHeapThatIsNoneIsRefusedByName() {
		assertThatThrownBy(() -> settings(Map.of("millrace.heap.a", "lots"), Map.of()).heap("millrace.heap.a", "64m"))
				.isInstanceOf(SettingException.class)
				.hasMessageContaining("-Dmillrace.heap.a=lots is no heap size");
	}

	private static Settings settings(Map<String, String> properties, Map<String, String> environment) {
		return Settings.of(properties::get, environment::get);
	}
}
