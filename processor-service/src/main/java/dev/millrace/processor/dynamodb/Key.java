package dev.millrace.processor.dynamodb;

/**
 * The key of an event's item.
 *
 * @param id the event's id
 * @param timestamp milliseconds since 1970
 */
record Key(String id, long timestamp) {}
