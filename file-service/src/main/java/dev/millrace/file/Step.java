package dev.millrace.file;

import java.time.Instant;
import java.util.Optional;

/**
 * A move of a file.
 *
 * @param status where it has stood since
 * @param code why, where a fault brought it there
 */
public record Step(FileStatus status, Instant at, Optional<String> code) {}
