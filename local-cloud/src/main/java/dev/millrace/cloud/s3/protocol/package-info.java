/** How S3 names what is asked for, and how it words a refusal. */
@NullMarked
package dev.millrace.cloud.s3.protocol;

import org.jspecify.annotations.NullMarked;
