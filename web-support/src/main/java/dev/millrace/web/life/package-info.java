/** The end of a service whose starter has died. */
@NullMarked
package dev.millrace.web.life;

import org.jspecify.annotations.NullMarked;
