/** The bucket: objects, and what clients are handed to send and fetch them by themselves. */
@NullMarked
package dev.millrace.file.s3;

import org.jspecify.annotations.NullMarked;
