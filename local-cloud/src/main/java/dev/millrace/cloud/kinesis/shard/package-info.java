/** The rules of shards, without input or output: hash ranges, lineage, sequence numbers, limits. */
@NullMarked
package dev.millrace.cloud.kinesis.shard;

import org.jspecify.annotations.NullMarked;
