/** Deliveries of senders that sign in their own way: proven genuine, then read as events. */
@NullMarked
package dev.millrace.ingest.webhook;

import org.jspecify.annotations.NullMarked;
