/** API keys made, listed and revoked over HTTP. */
@NullMarked
package dev.millrace.ingest.keys;

import org.jspecify.annotations.NullMarked;
