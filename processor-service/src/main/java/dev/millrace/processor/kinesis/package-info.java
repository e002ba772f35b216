/** Reads the stream with the Kinesis Client Library and keeps its checkpoints. */
@NullMarked
package dev.millrace.processor.kinesis;

import org.jspecify.annotations.NullMarked;
