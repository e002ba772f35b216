package dev.millrace.infra.ops;

import java.util.Map;
import java.util.TreeMap;

/** One series of CloudWatch. */
record Metric(String namespace, String name, String statistic, Map<String, String> dimensions) {

	Metric {
		// In an order: an unordered map would give another template each time.
		dimensions = new TreeMap<>(dimensions);
	}

	static Metric of(String namespace, String name, String statistic) {
		return new Metric(namespace, name, statistic, Map.of());
	}

	Metric with(String dimension, String value) {
		var more = new TreeMap<>(dimensions);
		more.put(dimension, value);
		return new Metric(namespace, name, statistic, more);
	}
}
