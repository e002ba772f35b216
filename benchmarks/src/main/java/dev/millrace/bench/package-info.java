/** Benchmarks of what bounds the platform, each a main class that is run by hand against an endpoint. */
@NullMarked
package dev.millrace.bench;

import org.jspecify.annotations.NullMarked;
