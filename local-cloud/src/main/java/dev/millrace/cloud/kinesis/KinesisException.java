package dev.millrace.cloud.kinesis;

/** A refusal, worded for the client that caused it. */
public final class KinesisException extends RuntimeException {
	private static final long serialVersionUID = 1;

	private final ErrorCode code;

	KinesisException(ErrorCode code, String message) {
		// Refusals are answers, not accidents: no stack trace is paid for or kept.
		super(message, null, false, false);
		this.code = code;
	}

	public ErrorCode code() {
		return code;
	}

	@Override
	public String getMessage() {
		return String.valueOf(super.getMessage());
	}
}
