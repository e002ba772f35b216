package dev.millrace.event;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes JSON that no serializer would: odd white space, odd numbers, repeated keys, escapes of every kind. */
record RandomJson(Random random) {

	private static final List<String> SCALARS = List.of("null", "true", "1.0", "-0.0e-7",
			"123456789012345678901234567890",
			"1e400", "\"\"", "\"\\u0000\\\\\\\"\\/\"", "\"\\uD83D\\uDE00\"", "\"\u00fc\u65e5\ud83d\ude00\"",
			"\"{[,:]}\"");
	private static final List<String> SPACES = List.of("", "", " ", "\n", "\t", "\r\n  ");

	String value(int depth) {
		return switch (depth == 0 ? 0 : random.nextInt(3)) {
			case 1 -> list("[", "]", () -> value(depth - 1));
			case 2 ->
				list("{", "}", () -> "\"" + random.nextInt(3) + "\"" + space() + ":" + space() + value(depth - 1));
			default -> pick(SCALARS);
		};
	}

	private String list(String open, String close, Supplier<String> element) {
		return IntStream.range(0, random.nextInt(4))
				.mapToObj(_ -> space() + element.get() + space())
				.collect(Collectors.joining(",", open, close));
	}

	private String space() {
		return pick(SPACES);
	}

	private String pick(List<String> from) {
		return from.get(random.nextInt(from.size()));
	}
}
