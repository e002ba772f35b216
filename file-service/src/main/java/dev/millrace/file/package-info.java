/** What becomes of a file: uploaded, looked into, told of, deleted. */
@NullMarked
package dev.millrace.file;

import org.jspecify.annotations.NullMarked;
