/** The whole platform, as its users and its enemies would walk it. */
@NullMarked
package dev.millrace.system;

import org.jspecify.annotations.NullMarked;
