/** How much a key may ask of a service: token buckets. */
@NullMarked
package dev.millrace.web.limits;

import org.jspecify.annotations.NullMarked;
