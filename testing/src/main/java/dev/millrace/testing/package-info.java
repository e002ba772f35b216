/** The local cloud for a test: its own jar, as a process, on a free port and a directory of its own. */
@NullMarked
package dev.millrace.testing;

import org.jspecify.annotations.NullMarked;
