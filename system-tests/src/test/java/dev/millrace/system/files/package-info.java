/** Files of all kinds, while everything that can go wrong does. */
@NullMarked
package dev.millrace.system.files;

import org.jspecify.annotations.NullMarked;
