/** The records of one shard on disk: an append-only log in segment files that knows nothing of streams. */
@NullMarked
package dev.millrace.cloud.kinesis.log;

import org.jspecify.annotations.NullMarked;
