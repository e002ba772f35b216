package dev.millrace.file.sweep;

import java.util.Locale;

/** What a sweep may find. */
enum Trouble {
	/** An outcome that was not told, objects that were not removed, a dead letter that was not written. */
	DUTY_LEFT,
	/** A slip that ran out. */
	UPLOAD_ABANDONED,
	/** Content that came, and no notice of it. */
	NOTICE_LOST,
	/** Neither moving nor at its end. */
	STUCK,
	/** Content without a row. */
	OBJECT_WITHOUT_ROW,
	/** Content of a file that a client deleted. */
	OBJECT_OF_DELETED,
	/** Other content than the row speaks of. */
	CONTENT_REPLACED,
	/** A derivative of a file, or of content, that is no more. */
	DERIVATIVE_WITHOUT_FILE,
	/** Something that was made of content is not there. */
	DERIVATIVE_MISSING,
	/** A row whose content is gone. */
	ROW_WITHOUT_OBJECT;

	String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}
}
