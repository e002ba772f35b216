package dev.millrace.inspection;

/** Thrown wherever in a reader the file turns out to be at fault; becomes {@link Inspection.Rejected}. */
public final class Refusal extends Exception {

	private static final long serialVersionUID = 1;

	private final Reason reason;

	/** @param detail a sentence for the one who sent the file */
	public Refusal(Reason reason, String detail) {
		super(detail);
		this.reason = reason;
	}

	/** A file that cannot be read as what it begins as. */
	public static Refusal malformed(String detail) {
		return new Refusal(Reason.MALFORMED, detail);
	}

	/** What a client is told. */
	public Inspection.Rejected of(String mediaType) {
		return new Inspection.Rejected(mediaType, reason.code(), String.valueOf(getMessage()));
	}

	/** Which of the reasons. */
	public Reason reason() {
		return reason;
	}
}
