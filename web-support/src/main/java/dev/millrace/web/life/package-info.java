/** How a service ends: with a farewell, or with the one who started it. */
@NullMarked
package dev.millrace.web.life;

import org.jspecify.annotations.NullMarked;
