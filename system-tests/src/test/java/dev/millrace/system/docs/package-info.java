/** What the documents say, held against what the platform does. */
@NullMarked
package dev.millrace.system.docs;

import org.jspecify.annotations.NullMarked;
