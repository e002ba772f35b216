/** The platform in AWS, proven on its templates. */
@NullMarked
package dev.millrace.infra;

import org.jspecify.annotations.NullMarked;
