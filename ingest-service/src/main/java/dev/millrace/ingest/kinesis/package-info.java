/** Events out to Kinesis: aggregated, batched, put, and put again. */
@NullMarked
package dev.millrace.ingest.kinesis;

import org.jspecify.annotations.NullMarked;
