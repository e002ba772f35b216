package dev.millrace.cloud.kinesis.stream;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * What is to be put.
 *
 * @param hash where it belongs, between 0 and 2^128 - 1
 */
public record NewRecord(String partitionKey, BigInteger hash, ByteBuffer data) {}
