package dev.millrace.cloud.run;

import java.time.Duration;

/**
 * How the platform is put on: for real, or for a rehearsal.
 *
 * @param console where the services' lines go
 * @param command that starts each
 * @param patience with a service that is told to stop
 */
record Staging(Console console, StartCommand command, Duration patience) {}
