package dev.millrace.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@NeedsNode
class ReproducibleTests {

	/** In this JVM and in another, through {@link Main} as CDK starts it: the checks run there too. */
	@Test
	void twoJvmsWriteTheSameBytes() throws IOException, InterruptedException {
		var here = Synthesised.full();
		Path there = Synthesised.FOLDER.resolve("another-jvm").toAbsolutePath();

		var finished = main(there, JsonMapper.shared().writeValueAsString(everything()));

		assertThat(finished.exitValue()).as(output(finished)).isZero();
		for (String stack : here.templates().keySet()) {
			String file = stack + ".template.json";
			assertThat(Files.readAllBytes(there.resolve(file))).as(file)
					.isEqualTo(Files.readAllBytes(here.folder().resolve(file)));
		}
		// As CDK's own schema has it: what is no file asset but the template itself would have to be uploaded beforehand.
		for (String stack : here.templates().keySet()) {
			var assets = JsonMapper.shared().readTree(Files.readAllBytes(there.resolve(stack + ".assets.json")));
			assertThat(assets.get("dockerImages")).isEmpty();
			assertThat(assets.get("files").values()).hasSize(1);
		}
	}

	private static Map<String, String> everything() {
		var everything = new TreeMap<>(Synthesised.everything());
		everything.putAll(Synthesised.LEAST);
		return everything;
	}

	@Test
	void whatIsWrongIsOneLineAndExitCode2() throws IOException, InterruptedException {
		var finished = main(Synthesised.FOLDER.resolve("refused").toAbsolutePath(), "{\"suffix\":\"Not Good\"}");

		assertThat(finished.exitValue()).isEqualTo(2);
		assertThat(output(finished).lines().filter(line -> !line.startsWith("Picked up"))).singleElement()
				.asString()
				.startsWith("suffix is 'Not Good', but must be");
	}

	private static Process main(Path folder, String context) throws IOException, InterruptedException {
		var builder = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
		builder.environment().put("CDK_OUTDIR", folder.toString());
		builder.environment().put("CDK_CONTEXT_JSON", context);
		builder.redirectErrorStream(true).redirectOutput(log(folder).toFile());
		Files.createDirectories(folder.getParent());
		var process = builder.start();
		process.waitFor();
		return process;
	}

	private static Path log(Path folder) {
		return folder.resolveSibling("main.log");
	}

	private static String output(Process finished) throws IOException {
		return finished.isAlive() ? "" : Files.readString(Synthesised.FOLDER.resolve("main.log"));
	}
}
