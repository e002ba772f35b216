/** Sends what the stream still holds on its way once more, beside those who read its end. */
@NullMarked
package dev.millrace.processor.replay;

import org.jspecify.annotations.NullMarked;
