package dev.millrace.cloud.run;

import java.io.PrintStream;
import java.util.List;

/** One terminal for all: each line has the name of the process that wrote it in front. */
final class Console {
	private static final List<String> COLOURS = List.of("\u001b[36m", "\u001b[33m", "\u001b[35m", "\u001b[32m",
			"\u001b[34m");
	private static final String RUNNER = "millrace";
	private static final String PLAIN = "\u001b[0m";

	private final PrintStream out;
	private final boolean coloured;
	private final List<String> names;
	private final int width;

	Console(PrintStream out, boolean coloured, List<String> names) {
		this.out = out;
		this.coloured = coloured;
		this.names = names;
		this.width = names.stream().mapToInt(String::length).max().orElse(0);
	}

	/** JDK 25 has no console again where there is no terminal. */
	@SuppressWarnings("SystemConsoleNull")
	static boolean isTerminal() {
		var console = System.console();
		return console != null && console.isTerminal() && System.getenv("NO_COLOR") == null;
	}

	/** A line that a process wrote. */
	void line(String name, String text) {
		var prefix = name + " ".repeat(Math.max(0, width - name.length())) + " | ";
		out.println(coloured ? colour(name) + prefix + PLAIN + text : prefix + text);
	}

	/** A line of the runner's own. */
	void say(String text) {
		line(RUNNER, text);
	}

	/** Lines without a name in front, such as can be copied. */
	void show(String text) {
		out.println(text);
	}

	private String colour(String name) {
		return COLOURS.get(Math.floorMod(names.indexOf(name), COLOURS.size()));
	}
}
