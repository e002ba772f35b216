package dev.millrace.file.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The indexes of the table. Within a slot files stand in the order of their ids, which is that of time. */
enum Index {
	/** All that clients may see. */
	BY_TIME("by-time", "timeSlot"),
	/** Those of one status, deleted ones too. */
	BY_STATUS("by-status", "statusSlot"),
	/** Those of one type by content. */
	BY_TYPE("by-type", "typeSlot"),
	/** Those about which something is to be done. */
	BY_DUTY("by-duty", "dutySlot");

	static final String ALL = "file";

	private final String word;
	private final String attribute;

	Index(String word, String attribute) {
		this.word = word;
		this.attribute = attribute;
	}

	String word() {
		return word;
	}

	String attribute() {
		return attribute;
	}

	AttributeValue value(String of, int slot) {
		return AttributeValue.fromS(of + "#" + slot);
	}

	static int slot(String id, int slots) {
		return Math.floorMod(id.hashCode(), slots);
	}
}
