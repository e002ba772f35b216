package dev.millrace.processor;

/** Which end of time a list begins at. */
public enum Order {
	/** The latest event first. */
	NEWEST,
	/** The earliest event first. */
	OLDEST
}
