/** API keys: what one is, what it may do, and whether one that is shown is good. */
@NullMarked
package dev.millrace.web.keys;

import org.jspecify.annotations.NullMarked;
