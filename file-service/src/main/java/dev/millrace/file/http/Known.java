package dev.millrace.file.http;

import org.springframework.http.HttpStatus;

import dev.millrace.file.Intake;
import dev.millrace.file.StoredFile;
import dev.millrace.web.problem.Refusal;

/** Files that a path names. */
record Known(Intake intake) {

	/** Throws a refusal where there is none, or none any more. */
	StoredFile file(String id) {
		return intake.find(id).orElseThrow(Known::unknown);
	}

	static Refusal unknown() {
		return Refusal.of(HttpStatus.NOT_FOUND, "unknown-file", "There is no file of this id.");
	}
}
