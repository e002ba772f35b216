/** Publishes stored events on an EventBridge bus. */
@NullMarked
package dev.millrace.processor.eventbridge;

import org.jspecify.annotations.NullMarked;
