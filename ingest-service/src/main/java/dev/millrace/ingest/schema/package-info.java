/** JSON Schemas by event type: found in a folder or a bucket, kept up to date, and held against each event's data. */
@NullMarked
package dev.millrace.ingest.schema;

import org.jspecify.annotations.NullMarked;
