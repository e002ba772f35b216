/** How fast files come to their end, beside what looking into them takes by itself. */
@NullMarked
package dev.millrace.bench.files;

import org.jspecify.annotations.NullMarked;
