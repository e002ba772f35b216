/** What a picture is and what its camera wrote, and small copies of it that tell nothing of either. */
@NullMarked
package dev.millrace.inspection.image;

import org.jspecify.annotations.NullMarked;
