package dev.millrace.processor.dynamodb;

import dev.millrace.event.Event;
import dev.millrace.processor.Filter;

/**
 * The table's indexes. Their hash key is a slot, {@code <what is asked for>#<number>}, so that the events of one type or
 * source are spread over several partitions; their range key is the timestamp.
 */
enum Index {
	BY_TIME("by-time", "timeSlot"), BY_TYPE("by-type", "typeSlot"), BY_SOURCE("by-source", "sourceSlot");

	private static final String ALL = "all";

	private final String indexName;
	private final String slotAttribute;

	Index(String indexName, String slotAttribute) {
		this.indexName = indexName;
		this.slotAttribute = slotAttribute;
	}

	/** The index that answers a filter: by source where one is given, and that index knows the types as well. */
	static Index of(Filter filter) {
		if (filter.source().isPresent()) {
			return BY_SOURCE;
		}
		return filter.type().isPresent() ? BY_TYPE : BY_TIME;
	}

	String indexName() {
		return indexName;
	}

	String slotAttribute() {
		return slotAttribute;
	}

	/** The slot of this index in which an event lies. */
	String slot(Event event, int number) {
		return slot(switch (this) {
			case BY_TIME -> ALL;
			case BY_TYPE -> event.type();
			case BY_SOURCE -> event.source();
		}, number);
	}

	/** The slot of this index that is asked for a filter. */
	String slot(Filter filter, int number) {
		return slot(switch (this) {
			case BY_TIME -> ALL;
			case BY_TYPE -> filter.type().orElseThrow();
			case BY_SOURCE -> filter.source().orElseThrow();
		}, number);
	}

	/** The number is what follows the last hash, whatever the name holds. */
	private static String slot(String name, int number) {
		return name + "#" + number;
	}
}
