package dev.millrace.file;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a text is about, in a model's words. They are a stranger's, as the text itself is: cut, and nothing but words.
 *
 * @param summary up to 1,000 characters
 * @param labels up to 10
 */
public record Description(String summary, List<String> labels) {

	private static final int LONGEST = 1_000;
	private static final int MOST_LABELS = 10;
	private static final Pattern LABEL = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} &'.-]{0,39}");

	public Description {
		summary = cut(summary.replaceAll("[\\p{Cntrl}\\s]+", " ").strip());
		labels = labels.stream()
				.map(String::strip)
				.filter(label -> LABEL.matcher(label).matches())
				.distinct()
				.limit(MOST_LABELS)
				.toList();
	}

	/** Never in the middle of a character. */
	private static String cut(String text) {
		return text.codePointCount(0, text.length()) <= LONGEST
				? text
				: text.substring(0, text.offsetByCodePoints(0, LONGEST));
	}
}
