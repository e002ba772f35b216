/** The intake: events in, receipts out, whatever brings them and wherever they go. */
@NullMarked
package dev.millrace.ingest;

import org.jspecify.annotations.NullMarked;
