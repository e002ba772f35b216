package dev.millrace.processor;

/**
 * Where a page of a list ended: at its last event. Lists are ordered by time, then by slot, then as the slot orders
 * its own, so that one event's key says for each slot what was taken.
 *
 * @param timestamp of the event, in milliseconds since 1970
 * @param slot the slot of the index in which it lies, from 0
 * @param id of the event
 */
public record Place(long timestamp, int slot, String id) {}
