package dev.millrace.cloud.kinesis.stream;

/**
 * When a read stops.
 *
 * @param bytes of partition keys and data; the first record is handed over however large it is
 */
public record ReadLimits(int records, long bytes) {}
