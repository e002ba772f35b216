/** Keeps in S3 what is too large for an item or a message. */
@NullMarked
package dev.millrace.processor.s3;

import org.jspecify.annotations.NullMarked;
