package dev.millrace.system.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.millrace.system.RunningPlatform;
import dev.millrace.testing.Repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Every command of the README that stands in a {@code bash} block is run, in order, and answers the status written behind it. */
class ReadmeIT {

	private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
	private static final Pattern EXPECTED = Pattern.compile("(?<command>.*\\bcurl .*?)\\s+# (?<status>[0-9]{3})");

	@RegisterExtension
	static final RunningPlatform platform = RunningPlatform.everyday();

	@Test
	void saysTheTruth() throws Exception {
		assumeTrue(hasCurl(), "curl is not on this machine");
		int tried = 0;
		for (String line : commands()) {
			var expected = EXPECTED.matcher(line);
			if (expected.matches()) {
				assertThat(run(expected.group("command") + " -s -o /dev/null -w '%{http_code}'")).as(line)
						.isEqualTo(expected.group("status"));
				tried++;
			} else if (!line.isBlank() && !line.startsWith("#")) {
				run(line);
			}
		}
		assertThat(tried).isGreaterThan(10);
	}

	/** Each line runs in a shell of its own, which is given the key that this line exports. */
	@Test
	void namesTheFileThatHoldsTheKey() throws Exception {
		var line = commands().stream().filter(command -> command.startsWith("export MILLRACE_KEY=")).findFirst();
		assertThat(run(line.orElseThrow() + "; echo $MILLRACE_KEY").strip()).isEqualTo(platform.key());
	}

	private static boolean hasCurl() throws IOException, InterruptedException {
		return new ProcessBuilder("sh", "-c", "command -v curl").start().waitFor() == 0;
	}

	private static List<String> commands() throws IOException {
		String readme = Files.readString(Repository.root().resolve("README.md"), UTF_8);
		return BLOCK.matcher(readme).results().flatMap(block -> block.group(1).lines()).toList();
	}

	private static String run(String command) throws IOException, InterruptedException {
		var shell = new ProcessBuilder("sh", "-c",
				command.replace("http://localhost:8080", platform.frontDoor().toString())
						.replace("data/", platform.data() + "/"));
		shell.environment().put("MILLRACE_KEY", platform.key());
		var process = shell.start();
		String said = new String(process.getInputStream().readAllBytes(), UTF_8);
		assertThat(process.waitFor()).as(command).isZero();
		return said;
	}
}
