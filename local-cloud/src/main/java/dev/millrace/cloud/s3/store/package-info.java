/** The objects: S3Proxy's files, under names that hold any key. */
@NullMarked
package dev.millrace.cloud.s3.store;

import org.jspecify.annotations.NullMarked;
