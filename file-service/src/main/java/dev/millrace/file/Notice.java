package dev.millrace.file;

/**
 * What the bucket told of an object.
 *
 * @param message the id of the queue's message, the same each time it is delivered
 * @param created whether content was put there; else it was removed
 * @param file the file's id
 * @param generation which content; of a removal only its place in the order counts
 */
public record Notice(String message, boolean created, String file, Generation generation) {}
