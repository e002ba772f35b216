/** The services' images, built as compose.yaml builds them and confined as it confines them, in an engine of containers. */
@NullMarked
package dev.millrace.system.containers;

import org.jspecify.annotations.NullMarked;
