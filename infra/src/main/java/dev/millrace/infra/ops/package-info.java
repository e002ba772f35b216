/** What tells people: alarms, dashboards, traces, the budget, the canary. */
@NullMarked
package dev.millrace.infra.ops;

import org.jspecify.annotations.NullMarked;
