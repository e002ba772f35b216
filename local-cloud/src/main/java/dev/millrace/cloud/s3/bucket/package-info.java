/** What a bucket is told about itself: CORS, notifications, and what is only kept. */
@NullMarked
package dev.millrace.cloud.s3.bucket;

import org.jspecify.annotations.NullMarked;
