/** Keeps dead letters in an SQS queue. */
@NullMarked
package dev.millrace.processor.sqs;

import org.jspecify.annotations.NullMarked;
