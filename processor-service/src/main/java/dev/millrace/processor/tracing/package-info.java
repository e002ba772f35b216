/** What becomes of an event here, as spans of the trace that it came with. */
@NullMarked
package dev.millrace.processor.tracing;

import org.jspecify.annotations.NullMarked;
