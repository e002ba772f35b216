/** Errors as RFC 9457 problem details, in one shape for all services. */
@NullMarked
package dev.millrace.web.problem;

import org.jspecify.annotations.NullMarked;
