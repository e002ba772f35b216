package dev.millrace.event;

import java.util.List;

/** What came of reading a JSON document that holds one event or an array of them. */
public sealed interface Body {

	/** Well-formed: each event is judged by itself, in the order of the document. */
	record Events(List<Reading> readings) implements Body {

		public Events {
			readings = List.copyOf(readings);
		}
	}

	/** Not well-formed: nothing of it is taken. */
	record Unreadable(Problem problem) implements Body {}
}
