package dev.millrace.ingest;

import java.util.function.Predicate;

/**
 * Who puts events into the stream, as far as the intake cares.
 *
 * @param name under which its events are counted: the id of a key, or {@code webhook:} and the webhook's name
 * @param defaultSource the source of its events that name none
 * @param maySend the event types that it may send
 */
public record Producer(String name, String defaultSource, Predicate<String> maySend) {}
