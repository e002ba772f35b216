/** What is in a table or a tree of data, read once from beginning to end in constant memory. */
@NullMarked
package dev.millrace.inspection.data;

import org.jspecify.annotations.NullMarked;
