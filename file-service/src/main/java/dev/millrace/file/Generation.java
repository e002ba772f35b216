package dev.millrace.file;

import java.util.Optional;

/**
 * Which content a key holds: each write of it is another.
 *
 * @param sequencer its place in the order of the key's changes
 * @param version the bucket's, where it keeps versions
 * @param bytes of the content
 */
public record Generation(Sequencer sequencer, Optional<String> version, long bytes) {}
