package dev.millrace.file;

/**
 * Why a file is rejected or failed.
 *
 * @param code the stable word
 * @param detail a sentence for a person
 */
public record Fault(String code, String detail) {}
