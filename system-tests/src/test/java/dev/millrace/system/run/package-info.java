/** The command that runs everything, tried as its users meet it: what it says, what survives, what it leaves behind. */
@NullMarked
package dev.millrace.system.run;

import org.jspecify.annotations.NullMarked;
