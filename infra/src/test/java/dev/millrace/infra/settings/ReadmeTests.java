package dev.millrace.infra.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReadmeTests {

	@ParameterizedTest
	@EnumSource
	void everySettingIsInTheReadmeWithWhatItMeans(Setting setting) throws IOException {
		String readme = Files.readString(Path.of(System.getProperty("millrace.root", ".."), "infra/README.md"));

		assertThat(readme).contains("| `" + setting.key() + "` |").contains("| " + setting.meaning() + " |");
	}
}
