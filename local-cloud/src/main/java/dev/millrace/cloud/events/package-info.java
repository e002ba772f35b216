/** EventBridge: buses, rules with patterns, and queues as their targets. */
@NullMarked
package dev.millrace.cloud.events;

import org.jspecify.annotations.NullMarked;
