/** Kinesis for one machine: what every part of it shares, its settings and its errors. */
@NullMarked
package dev.millrace.cloud.kinesis;

import org.jspecify.annotations.NullMarked;
