/** Everything fails, all the time: an oracle that holds every receipt looks whether any event is lost or seen twice. */
@NullMarked
package dev.millrace.system.faults;

import org.jspecify.annotations.NullMarked;
