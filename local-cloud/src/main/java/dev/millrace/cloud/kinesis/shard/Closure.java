package dev.millrace.cloud.kinesis.shard;

/**
 * The end of a shard.
 *
 * @param position the end of its log, in bytes
 * @param atMillis when its children took over, in ms since 1970
 */
public record Closure(long position, long atMillis) {}
