/** Settings, good and bad. */
@NullMarked
package dev.millrace.infra.settings;

import org.jspecify.annotations.NullMarked;
