package dev.millrace.processor;

import java.time.Instant;
import java.util.Optional;

/**
 * What the table tells of the way of an event.
 *
 * @param source its source
 * @param type its type
 * @param receivedAt when the intake took it
 * @param shard the shard in which it came
 * @param sequenceNumber of the record that brought it
 * @param subsequenceNumber its place in that record
 * @param storedAt when it was stored; empty where that was before this was written down
 * @param attempts of which the last stored it, since its record was delivered
 * @param told whether it was stored to be published
 */
public record StoredTrace(String source, String type, Instant receivedAt, String shard, String sequenceNumber,
		long subsequenceNumber, Optional<Instant> storedAt, int attempts, boolean told) {}
