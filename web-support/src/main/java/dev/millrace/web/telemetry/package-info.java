/** Traces over the services, sent where somebody receives them, and what of them stands in logs. */
@NullMarked
package dev.millrace.web.telemetry;

import org.jspecify.annotations.NullMarked;
