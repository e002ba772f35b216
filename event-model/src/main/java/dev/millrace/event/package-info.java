/** The wire contract: what one record in the stream holds, and how it is read and written. */
@NullMarked
package dev.millrace.event;

import org.jspecify.annotations.NullMarked;
