package dev.millrace.cloud.kinesis.log;

import java.nio.ByteBuffer;

/**
 * What is to be appended.
 *
 * @param partitionKey at most 256 characters
 * @param encrypted whether the stream was encrypted when the record was put; a mark only, the data is stored as it is
 * @param data the bytes between position and limit; never changed
 */
public record NewEntry(String partitionKey, boolean encrypted, ByteBuffer data) {}
