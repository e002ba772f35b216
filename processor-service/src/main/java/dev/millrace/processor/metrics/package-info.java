/** What the service does, told to Micrometer. */
@NullMarked
package dev.millrace.processor.metrics;

import org.jspecify.annotations.NullMarked;
