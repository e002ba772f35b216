/** What all stacks do alike: names, tags, outputs, removal. */
@NullMarked
package dev.millrace.infra.stack;

import org.jspecify.annotations.NullMarked;
