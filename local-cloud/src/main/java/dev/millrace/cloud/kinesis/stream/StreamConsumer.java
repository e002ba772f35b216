package dev.millrace.cloud.kinesis.stream;

import java.time.Instant;

/** A consumer that was registered for enhanced fan-out. */
public record StreamConsumer(String name, Instant created) {}
