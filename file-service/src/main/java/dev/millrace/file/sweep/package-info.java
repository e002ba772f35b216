/** Mends what kills, lost notices and other hands have left: bucket against table, and what stands too long. */
@NullMarked
package dev.millrace.file.sweep;

import org.jspecify.annotations.NullMarked;
