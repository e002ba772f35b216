package dev.millrace.ingest;

import java.util.function.Predicate;

/**
 * Who puts events into the stream, as far as the intake cares.
 *
 * @param defaultSource the source of its events that name none
 * @param maySend the event types that it may send
 */
public record Producer(String defaultSource, Predicate<String> maySend) {}
