package dev.millrace.file;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a file stands. */
public enum FileStatus {
	/** A slip is out; the content is not there, or not known to be. */
	UPLOADING,
	/** The content is there and waits to be looked into. */
	RECEIVED,
	/** Somebody looks into it. */
	PROCESSING,
	/** What is in it is known. */
	PROCESSED,
	/** The file's own fault: looking again brings the same. */
	REJECTED,
	/** The service's fault, after all attempts; a dead letter tells of it. */
	FAILED,
	/** Stored; nothing here looks into files of its type. */
	UNSUPPORTED,
	/** Gone for clients; the row stays a while, so that late notices find it. */
	DELETED;

	/** The word for it in requests and answers. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Whether nothing more happens to the content by itself. */
	public boolean isFinal() {
		return this != UPLOADING && this != RECEIVED && this != PROCESSING;
	}

	/** The status of a word that clients know, if it is one. */
	public static Optional<FileStatus> of(String word) {
		return Arrays.stream(values())
				.filter(status -> status != DELETED && status.word().equals(word))
				.findAny();
	}

	/** All words that clients know. */
	public static List<String> words() {
		return Arrays.stream(values()).filter(status -> status != DELETED).map(FileStatus::word).toList();
	}
}
