package dev.millrace.cloud.kinesis.stream;

/** What a stream is about, by AWS's names. */
public enum StreamStatus {
	CREATING, UPDATING, DELETING, ACTIVE
}
