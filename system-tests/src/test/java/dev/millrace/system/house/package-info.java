/** The rules of the house: which part may know which. */
@NullMarked
package dev.millrace.system.house;

import org.jspecify.annotations.NullMarked;
