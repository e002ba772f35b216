/** The command that runs everything: starts the local cloud and each service as processes, and stops them in order. */
@NullMarked
package dev.millrace.cloud.run;

import org.jspecify.annotations.NullMarked;
