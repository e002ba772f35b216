/** Files over HTTP: slips, uploads, what became of them, downloads. */
@NullMarked
package dev.millrace.file.http;

import org.jspecify.annotations.NullMarked;
