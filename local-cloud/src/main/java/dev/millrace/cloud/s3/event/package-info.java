/** Events of a bucket: written down before the object changes, sent to queues at least once. */
@NullMarked
package dev.millrace.cloud.s3.event;

import org.jspecify.annotations.NullMarked;
