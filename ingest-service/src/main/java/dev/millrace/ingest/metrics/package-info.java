/** What the service does, told to Micrometer: its meters and observations. */
@NullMarked
package dev.millrace.ingest.metrics;

import org.jspecify.annotations.NullMarked;
