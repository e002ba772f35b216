/** The queues: what the bucket tells comes in, failed files go out. */
@NullMarked
package dev.millrace.file.sqs;

import org.jspecify.annotations.NullMarked;
