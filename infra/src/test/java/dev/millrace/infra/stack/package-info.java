/** Names and their limits. */
@NullMarked
package dev.millrace.infra.stack;

import org.jspecify.annotations.NullMarked;
