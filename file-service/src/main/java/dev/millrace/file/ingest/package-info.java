/** Tells the intake what came of files, as events. */
@NullMarked
package dev.millrace.file.ingest;

import org.jspecify.annotations.NullMarked;
