/** All readers together, in the JVM that asks: what a child runs. */
@NullMarked
package dev.millrace.inspection.direct;

import org.jspecify.annotations.NullMarked;
