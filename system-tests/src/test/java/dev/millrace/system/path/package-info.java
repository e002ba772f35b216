/** The way of an event through the running platform, in fair weather and foul. */
@NullMarked
package dev.millrace.system.path;

import org.jspecify.annotations.NullMarked;
