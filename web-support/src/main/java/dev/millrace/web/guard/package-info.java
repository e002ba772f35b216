/** Lets requests in: each names its key, each route its scope. */
@NullMarked
package dev.millrace.web.guard;

import org.jspecify.annotations.NullMarked;
