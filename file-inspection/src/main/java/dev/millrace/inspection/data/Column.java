package dev.millrace.inspection.data;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;

/** What has been seen in a column so far: a few kilobytes, however many values come. */
final class Column {

	/** 4 KiB, 1.2 % of error at one standard deviation. */
	private static final int PRECISION = 12;
	private static final int EXAMPLE_CHARS = 100;

	private static final Set<ValueType> NUMBERS = EnumSet.of(ValueType.INTEGER, ValueType.DECIMAL);

	private final String name;
	private final int wantedExamples;
	private final Set<ValueType> seen = EnumSet.noneOf(ValueType.class);
	private final UltraLogLog distinct = UltraLogLog.create(PRECISION);
	private final Recent recent = new Recent();
	private final TextRange texts = new TextRange();
	private final NumberScan number = new NumberScan();
	private final NumberRange numbers = new NumberRange();
	private final List<String> examples = new ArrayList<>();
	private long nulls;
	private long values;
	private boolean hasText;

	Column(String name, int wantedExamples) {
		this.name = name;
		this.wantedExamples = wantedExamples;
	}

	void addNull() {
		nulls++;
	}

	/** Whether a value of this hash was there lately, so that it need not be looked at. */
	boolean knows(long hash) {
		return recent.has(hash);
	}

	/** One that it knows. */
	void addKnown() {
		values++;
	}

	/** @param hash the value's {@link TextHash} */
	void add(long hash, char[] text, int from, int to) {
		values++;
		recent.add(hash);
		distinct.add(hash);
		texts.add(text, from, to);
		// One text makes the column text, for good: from there on it matters no more what else the values could be.
		if (!hasText) {
			classify(text, from, to);
		}
		if (examples.size() < wantedExamples) {
			addExample(text, from, to);
		}
	}

	private void classify(char[] text, int from, int to) {
		var type = ValueType.of(text, from, to, number);
		seen.add(type);
		switch (type) {
			case INTEGER -> numbers.addInteger(number.integer());
			case DECIMAL -> numbers.addDecimal(number.decimal(text, from, to));
			case TEXT -> hasText = true;
			case BOOLEAN, DATE, TIMESTAMP -> {
				// Their order is that of their text.
			}
		}
	}

	private void addExample(char[] text, int from, int to) {
		var example = new String(text, from, Math.min(EXAMPLE_CHARS, to - from));
		if (!examples.contains(example)) {
			examples.add(example);
		}
	}

	Map<String, Object> toJson() {
		var json = new LinkedHashMap<String, Object>();
		var type = type();
		json.put("name", name);
		json.put("type", type.name().toLowerCase(Locale.ROOT));
		json.put("nulls", nulls);
		json.put("distinct", Math.min(values, Math.round(distinct.getDistinctCountEstimate())));
		if (type == ValueType.INTEGER || type == ValueType.DECIMAL) {
			json.put("min", numbers.min(type));
			json.put("max", numbers.max(type));
		} else if (!texts.isEmpty()) {
			json.put("min", texts.min());
			json.put("max", texts.max());
		}
		json.put("examples", examples);
		return json;
	}

	/** The narrowest that holds all values; a column without any is text. */
	private ValueType type() {
		if (seen.size() == 1) {
			return seen.iterator().next();
		}
		return seen.equals(NUMBERS) ? ValueType.DECIMAL : ValueType.TEXT;
	}
}
