package dev.millrace.inspection.sandbox;

import dev.millrace.inspection.Inspection;
import dev.millrace.inspection.Reason;

/** Whose fault it is when a child ends in the middle of a file. */
enum Death {
	/** -XX:+ExitOnOutOfMemoryError. */
	OUT_OF_MEMORY,
	/** Its native code, or the JVM itself, broke on the file: aborted, or an illegal access. */
	CRASHED,
	/** Somebody else ended it, such as the machine that had no memory left: the file may be as good as any. */
	KILLED;

	/** The JVM's own for it. */
	static final int OUT_OF_MEMORY_CODE = 3;
	private static final int SIGNAL = 128;

	static Death of(int exitCode) {
		return switch (exitCode) {
			case OUT_OF_MEMORY_CODE -> OUT_OF_MEMORY;
			// SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV
			case SIGNAL + 4, SIGNAL + 6, SIGNAL + 7, SIGNAL + 8, SIGNAL + 11 -> CRASHED;
			default -> KILLED;
		};
	}

	Inspection outcome(String mediaType, int exitCode) {
		return switch (this) {
			case OUT_OF_MEMORY -> new Inspection.Rejected(mediaType, Reason.MEMORY_EXCEEDED.code(),
					"Reading the file takes more memory than a file may.");
			case CRASHED -> new Inspection.Rejected(mediaType, Reason.MALFORMED.code(),
					"The file is damaged in a way that ends its reader.");
			case KILLED -> new Inspection.Failed("sandbox-broken",
					"The child that read the file ended with the exit code " + exitCode + ".");
		};
	}
}
