package dev.millrace.processor;

/**
 * A record that could not be stored, kept with all that is needed to store it later.
 *
 * @param reason why
 * @param record the record with its bytes as they came
 */
public record DeadLetter(Reason reason, StreamRecord record) {}
