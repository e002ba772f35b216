package dev.millrace.inspection.data;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The fields of JSON values laid over each other, with how often each held what. */
final class Shape {

	private static final int NAME_CHARS = 200;
	/** Fields inside fields with long names would be told in megabytes. */
	private static final int PATH_CHARS = 1_000;

	private final int most;
	private final Node root = new Node("");
	/** Where everything goes for which there is no room any more. */
	private final Node elsewhere = new Node("");
	private int known = 1;
	private long unlisted;
	private int depth;

	Shape(int most) {
		this.most = most;
	}

	/** A field, or the elements of one. */
	static final class Node {

		private final String path;
		private final Map<String, Node> children = new LinkedHashMap<>();
		private final Map<JsonType, LongAdder> counts = new EnumMap<>(JsonType.class);

		private Node(String path) {
			this.path = path;
		}
	}

	Node root() {
		return root;
	}

	Node field(Node parent, String name) {
		return child(parent, name, parent.path.isEmpty() ? "" : ".");
	}

	/** All elements of an array are one. */
	Node elements(Node parent) {
		return child(parent, "[]", "");
	}

	private Node child(Node parent, String name, String between) {
		var found = parent.children.get(name);
		if (found != null) {
			return found;
		}
		if (parent == elsewhere || known >= most) {
			unlisted++;
			return elsewhere;
		}
		known++;
		var node = new Node(cut(parent.path + between + cut(name, NAME_CHARS), PATH_CHARS));
		parent.children.put(name, node);
		return node;
	}

	/** Not within a character. */
	private static String cut(String text, int most) {
		if (text.length() <= most) {
			return text;
		}
		return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
	}

	void count(Node node, JsonType type, int at) {
		depth = Math.max(depth, at);
		node.counts.computeIfAbsent(type, _ -> new LongAdder()).increment();
	}

	void putInto(Map<String, Object> json) {
		var fields = new ArrayList<Map<String, Object>>();
		list(root, fields);
		json.put("depth", depth);
		json.put("fields", fields);
		json.put("valuesOfFurtherFields", unlisted);
	}

	private void list(Node node, List<Map<String, Object>> fields) {
		var types = new LinkedHashMap<String, Object>();
		node.counts.forEach((type, count) -> types.put(type.name().toLowerCase(Locale.ROOT), count.sum()));
		fields.add(Map.of("path", node.path, "types", types));
		node.children.values().forEach(child -> list(child, fields));
	}
}
