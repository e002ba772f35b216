/** What everything stands on: the network, the keys, the bucket of access logs. */
@NullMarked
package dev.millrace.infra.foundation;

import org.jspecify.annotations.NullMarked;
