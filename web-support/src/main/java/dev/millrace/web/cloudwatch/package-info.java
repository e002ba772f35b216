/** Meters sent to CloudWatch, where a name space for them is named. */
@NullMarked
package dev.millrace.web.cloudwatch;

import org.jspecify.annotations.NullMarked;
