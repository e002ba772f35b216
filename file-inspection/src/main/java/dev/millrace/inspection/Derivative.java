package dev.millrace.inspection;

import java.nio.file.Path;

/**
 * A file made from the one looked at.
 *
 * @param name the same for the same content and settings: letters, digits, dots and dashes
 * @param file regular, below the workspace
 */
public record Derivative(String name, String mediaType, Path file) {}
