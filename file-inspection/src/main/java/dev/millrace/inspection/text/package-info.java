/** Bytes into characters, where nobody says by which encoding. */
@NullMarked
package dev.millrace.inspection.text;

import org.jspecify.annotations.NullMarked;
