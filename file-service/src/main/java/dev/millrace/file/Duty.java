package dev.millrace.file;

/** What is still to be done about a file outside its row. Written with the move that calls for it, so that a kill between loses nothing. */
public enum Duty {
	/** Remove its objects, and an upload that was begun. */
	PURGE,
	/** Remove derivatives of content that has been replaced. */
	TIDY,
	/** Put it among the dead letters. */
	DEAD_LETTER
}
