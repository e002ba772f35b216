package dev.millrace.cloud.kinesis.stream;

/**
 * How far a read came.
 *
 * @param next the position of the log from which to go on
 * @param millisBehind how long ago the last record that was read had arrived; 0 when it was the last in the shard
 * @param shardEnded whether the shard is closed and nothing is left to read
 */
public record Progress(long next, long millisBehind, boolean shardEnded) {}
