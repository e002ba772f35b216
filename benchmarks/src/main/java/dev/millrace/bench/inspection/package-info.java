/** Looking into files, beside the same libraries without a child, and beside libvips. */
@NullMarked
package dev.millrace.bench.inspection;

import org.jspecify.annotations.NullMarked;
