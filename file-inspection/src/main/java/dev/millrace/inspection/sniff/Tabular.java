package dev.millrace.inspection.sniff;

import dev.millrace.inspection.data.Dialect;

/** Whether text is a table: two lines or more that have equally many fields, two or more, by one separator. */
final class Tabular {

	private Tabular() {}

	static boolean looksLike(HeadText head) {
		return Dialect.of(head.text(), head.more()).isPresent();
	}
}
