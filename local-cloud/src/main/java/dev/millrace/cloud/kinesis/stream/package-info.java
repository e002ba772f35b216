/** Streams as they live: what is known of each in one file, its shards' logs beside it. */
@NullMarked
package dev.millrace.cloud.kinesis.stream;

import org.jspecify.annotations.NullMarked;
