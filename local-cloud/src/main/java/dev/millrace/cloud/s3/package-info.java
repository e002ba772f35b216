/** S3: S3Proxy on a folder of files, with what it lacks in front of it. */
@NullMarked
package dev.millrace.cloud.s3;

import org.jspecify.annotations.NullMarked;
