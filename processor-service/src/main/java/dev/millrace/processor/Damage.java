package dev.millrace.processor;

/**
 * What is wrong with a record before anyone looks at what it holds.
 *
 * @param code of the {@link Reason}
 * @param message for a person
 */
public record Damage(String code, String message) {}
