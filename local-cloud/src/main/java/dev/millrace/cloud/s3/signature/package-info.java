/** Signatures that are checked: those of presigned URLs and of browser forms. */
@NullMarked
package dev.millrace.cloud.s3.signature;

import org.jspecify.annotations.NullMarked;
