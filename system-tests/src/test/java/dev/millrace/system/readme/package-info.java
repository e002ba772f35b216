/** What the documents say, tried. */
@NullMarked
package dev.millrace.system.readme;

import org.jspecify.annotations.NullMarked;
