package dev.millrace.testing;

import java.util.ArrayList;
import java.util.List;

/** The JDK that runs the tests, for processes that tests start. */
public final class Java {
	private Java() {}

	/** The command of a JVM that starts fast, with these arguments. */
	public static List<String> command(String... arguments) {
		var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(),
				"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
		command.addAll(List.of(arguments));
		return command;
	}
}
