/** Reads JSON that describes a wish, and refuses what is wrong by its place. */
@NullMarked
package dev.millrace.web.json;

import org.jspecify.annotations.NullMarked;
