package dev.millrace.inspection;

/** What can be looked into. */
public enum Kind {
	/** JPEG, PNG, GIF, WebP. */
	IMAGE,
	/** PDF and plain text. */
	DOCUMENT,
	/** CSV, JSON and NDJSON. */
	DATA
}
