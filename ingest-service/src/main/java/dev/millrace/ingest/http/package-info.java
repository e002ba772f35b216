/** Events in over HTTP: formats told apart, outcomes told back. */
@NullMarked
package dev.millrace.ingest.http;

import org.jspecify.annotations.NullMarked;
