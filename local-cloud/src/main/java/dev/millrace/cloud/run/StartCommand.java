package dev.millrace.cloud.run;

import java.io.IOException;
import java.util.List;

/** With which command a service is started: as it is run, or as it is rehearsed. */
@FunctionalInterface
interface StartCommand {
	List<String> of(Service service) throws IOException;
}
