/** The platform in AWS: its stacks, put together. */
@NullMarked
package dev.millrace.infra;

import org.jspecify.annotations.NullMarked;
