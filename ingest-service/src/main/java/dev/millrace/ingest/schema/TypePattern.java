package dev.millrace.ingest.schema;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;

import com.google.re2j.Pattern;

/** Types with something in common: {@code order.*} stands for every type that begins with {@code order.}. */
final class TypePattern {

	/** The most telling first: no asterisk, then the most characters that are not one. */
	static final Comparator<TypePattern> MOST_TELLING_FIRST = Comparator.comparing(TypePattern::isPattern)
			.thenComparing(Comparator.comparingInt(TypePattern::literals).reversed())
			.thenComparing(TypePattern::toString);

	private final String text;
	private final Pattern pattern;

	/** Whose types these are: {@code *} stands for any characters, all else for itself. */
	TypePattern(String text) {
		this.text = text;
		this.pattern = Pattern.compile(Arrays.stream(text.split("\\*", -1))
				.map(Pattern::quote)
				.collect(Collectors.joining(".*")), Pattern.DOTALL);
	}

	boolean holds(String type) {
		return pattern.matches(type);
	}

	private boolean isPattern() {
		return text.contains("*");
	}

	private int literals() {
		return text.length() - (int) text.chars().filter(c -> c == '*').count();
	}

	@Override
	public String toString() {
		return text;
	}
}
