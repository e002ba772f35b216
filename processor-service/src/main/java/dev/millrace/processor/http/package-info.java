/** Answers questions about stored events over HTTP. */
@NullMarked
package dev.millrace.processor.http;

import org.jspecify.annotations.NullMarked;
