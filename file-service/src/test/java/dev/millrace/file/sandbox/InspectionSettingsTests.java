package dev.millrace.file.sandbox;

import java.time.Duration;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import dev.millrace.file.FileSettings;
import dev.millrace.inspection.Budgets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class InspectionSettingsTests {

	@Test
	void areTheBudgetsOwnDefaultsWhereNothingIsSet() {
		assertThat(settings(Map.of()).budgets()).isEqualTo(Budgets.DEFAULTS);
	}

	@Test
	void theProcessorsTimeIsBoundedByItself() {
		var tables = settings(Map.of("millrace.file.inspection.data.cpu-time", "90s",
				"millrace.file.inspection.data.columns", "7")).budgets().data();
		assertThat(tables.allowance().cpuTime()).isEqualTo(Duration.ofSeconds(90));
		assertThat(tables.allowance().wallTime()).isEqualTo(Duration.ofMinutes(10));
		assertThat(tables.columns()).isEqualTo(7);
	}

	@Test
	void aChildIsLeftForShortFiles() {
		var files = new Binder(new MapConfigurationPropertySource(Map.of("millrace.file.long-files", "2",
				"millrace.file.workspace-size", "20GB"))).bindOrCreate("millrace.file", FileSettings.class);
		assertThatIllegalStateException()
				.isThrownBy(() -> new SandboxConfiguration().inspector(settings(Map.of()), files,
						new SimpleMeterRegistry()))
				.withMessage("millrace.file.long-files (2) must be less than millrace.file.inspection.children (2): "
						+ "a child is to be left for short files.");
	}

	private static InspectionSettings settings(Map<String, String> set) {
		return new Binder(new MapConfigurationPropertySource(set)).bindOrCreate("millrace.file.inspection",
				InspectionSettings.class);
	}
}
