package dev.millrace.cloud.kinesis.stream;

/** Who decides on the number of shards, by AWS's names. Here an on-demand stream keeps the number that it began with. */
public enum StreamMode {
	PROVISIONED, ON_DEMAND
}
