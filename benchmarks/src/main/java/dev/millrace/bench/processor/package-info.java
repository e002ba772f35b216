/** From the stream to the table: how fast, how soon, at what cost and in what memory. */
@NullMarked
package dev.millrace.bench.processor;

import org.jspecify.annotations.NullMarked;
