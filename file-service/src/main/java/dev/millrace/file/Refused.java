package dev.millrace.file;

/** An outcome that was told and refused for good. */
public record Refused(Outcome outcome, Fault why) {}
