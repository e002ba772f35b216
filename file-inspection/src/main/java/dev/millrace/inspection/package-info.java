/** What is in a file: what is asked, what is answered, and how much looking for the answer may cost. */
@NullMarked
package dev.millrace.inspection;

import org.jspecify.annotations.NullMarked;
