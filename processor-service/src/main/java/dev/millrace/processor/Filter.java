package dev.millrace.processor;

import java.time.Instant;
import java.util.Optional;

/**
 * Which events a list holds. Times are compared to the millisecond.
 *
 * @param type events of exactly this type
 * @param source events of exactly this source
 * @param from events of this instant or later
 * @param to events before this instant
 */
public record Filter(Optional<String> type, Optional<String> source, Optional<Instant> from, Optional<Instant> to) {}
