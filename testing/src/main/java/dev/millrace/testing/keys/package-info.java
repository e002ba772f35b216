/** API keys for tests, and the matrix of every route and every key that must not get in. */
@NullMarked
package dev.millrace.testing.keys;

import org.jspecify.annotations.NullMarked;
