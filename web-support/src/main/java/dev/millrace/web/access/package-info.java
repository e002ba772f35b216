/** The access log: one JSON line a request. */
@NullMarked
package dev.millrace.web.access;

import org.jspecify.annotations.NullMarked;
