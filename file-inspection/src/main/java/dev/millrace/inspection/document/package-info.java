/** The text of a document and a picture of its first page. */
@NullMarked
package dev.millrace.inspection.document;

import org.jspecify.annotations.NullMarked;
