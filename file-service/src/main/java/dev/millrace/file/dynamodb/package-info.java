/** Keeps files as rows of a table. */
@NullMarked
package dev.millrace.file.dynamodb;

import org.jspecify.annotations.NullMarked;
