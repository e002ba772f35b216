package dev.millrace.cloud.kinesis.log;

import java.io.IOException;

/** A log on disk is not as it was written. The message names the file and the position. */
public final class CorruptLogException extends IOException {
	private static final long serialVersionUID = 1;

	CorruptLogException(String message) {
		super(message);
	}
}
