package dev.millrace.file;

/** What a notice of new content means for a file. */
public sealed interface Reception {

	/** Told before, or overtaken by what was told since. */
	record Stale() implements Reception {}

	/** Another message is answered for by whoever works on this content now. */
	record Elsewhere() implements Reception {}

	/** To be looked into, once the row holds this. */
	record Claimed(StoredFile next) implements Reception {}

	/** Over without another look, once the row holds this: no attempts are left, it was deleted, or was found before its notice came. */
	record Settled(StoredFile next) implements Reception {}
}
