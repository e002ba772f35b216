/** Kinesis as its clients speak to it: JSON and CBOR over HTTP, in the words of AWS. */
@NullMarked
package dev.millrace.cloud.kinesis.api;

import org.jspecify.annotations.NullMarked;
