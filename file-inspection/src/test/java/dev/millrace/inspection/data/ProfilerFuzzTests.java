package dev.millrace.inspection.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.inspection.DataBudget;
import dev.millrace.inspection.Inspection;
import dev.millrace.inspection.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever bytes come, called a table, a tree or lines of trees: they are profiled, or refused with a sentence. */
class ProfilerFuzzTests {

	private static final DataReader READER = new DataReader(
			new DataBudget(DataBudget.DEFAULTS.allowance(), 1_024, 50, 20, 20, 2, 3));

	@TempDir
	private static Path directory;

	@FuzzTest(maxDuration = "5s")
	void whateverComesIsProfiledOrRefused(byte[] bytes) throws IOException {
		var file = Files.write(directory.resolve("data"), bytes);
		for (String mediaType : new String[]{"text/csv", "application/json", "application/x-ndjson"}) {
			try {
				assertThat(READER.read(file, mediaType)).isInstanceOf(Inspection.Processed.class);
			} catch (Refusal e) {
				assertThat(e.getMessage()).isNotBlank();
			}
		}
	}
}
