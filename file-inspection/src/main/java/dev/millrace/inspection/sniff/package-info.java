/** What type a file is, by its first and last bytes and never by its name. */
@NullMarked
package dev.millrace.inspection.sniff;

import org.jspecify.annotations.NullMarked;
