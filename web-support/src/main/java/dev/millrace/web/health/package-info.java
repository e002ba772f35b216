/** Whether the service answers, and whether it has what it needs to work. */
@NullMarked
package dev.millrace.web.health;

import org.jspecify.annotations.NullMarked;
