package dev.millrace.ingest;

/**
 * Proof that an event is in the stream.
 *
 * @param id the event's id, as sent or as made
 * @param shardId the shard that holds it
 * @param sequenceNumber of the record that holds it; several events of one record share it
 */
public record Receipt(String id, String shardId, String sequenceNumber) {}
