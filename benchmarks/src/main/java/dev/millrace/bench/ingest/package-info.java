/** The intake beside what bounds it: the same server that only echoes, and a stream that answers at once. */
@NullMarked
package dev.millrace.bench.ingest;

import org.jspecify.annotations.NullMarked;
