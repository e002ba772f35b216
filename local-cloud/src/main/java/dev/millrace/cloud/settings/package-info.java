/** Settings read from system properties or the environment, and the directory that they name. */
@NullMarked
package dev.millrace.cloud.settings;

import org.jspecify.annotations.NullMarked;
