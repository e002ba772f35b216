/** What must outlive every deployment: the stream, the tables, the buckets, the queues, the bus, the secrets. */
@NullMarked
package dev.millrace.infra.data;

import org.jspecify.annotations.NullMarked;
