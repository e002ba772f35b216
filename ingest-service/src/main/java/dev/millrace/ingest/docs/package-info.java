/** Describes the platform to those who use it: the contract as OpenAPI, a page to try it, a page of problems. */
@NullMarked
package dev.millrace.ingest.docs;

import org.jspecify.annotations.NullMarked;
