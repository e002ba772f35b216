package dev.millrace.ingest.schema;

import com.google.re2j.Pattern;
import com.networknt.schema.regex.RegularExpression;

/**
 * A schema's regular expression, matched in time linear to the text: what backtracks takes a sender's 300 KB string as an
 * invitation. Look-around and back-references are the price; a schema that has them is refused when it is read.
 */
record LinearExpression(Pattern pattern) implements RegularExpression {

	static RegularExpression of(String expression) {
		return new LinearExpression(Pattern.compile(expression));
	}

	@Override
	public boolean matches(String value) {
		return pattern.matcher(value).find();
	}
}
