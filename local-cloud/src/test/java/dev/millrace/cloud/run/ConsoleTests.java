package dev.millrace.cloud.run;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleTests {
	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	@Test
	void alignsNamesInFrontOfLines() {
		var console = console(false);
		console.line("local-cloud", "one");
		console.line("processor-service", "two");
		console.say("three");

		assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
				local-cloud       | one
				processor-service | two
				millrace          | three
				""");
	}

	@Test
	void coloursNamesOnATerminalOnly() {
		console(true).line("local-cloud", "one");

		assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("\u001b[").contains("\u001b[0mone");
	}

	private Console console(boolean coloured) {
		return new Console(new PrintStream(out, true, StandardCharsets.UTF_8), coloured,
				List.of("local-cloud", "processor-service"));
	}
}
