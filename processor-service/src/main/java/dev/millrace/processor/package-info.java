/** Brings each record of the stream to exactly one outcome: stored, known already, or dead-lettered. */
@NullMarked
package dev.millrace.processor;

import org.jspecify.annotations.NullMarked;
