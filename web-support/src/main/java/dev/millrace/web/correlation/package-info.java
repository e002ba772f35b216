/** The id by which a request is found again. */
@NullMarked
package dev.millrace.web.correlation;

import org.jspecify.annotations.NullMarked;
