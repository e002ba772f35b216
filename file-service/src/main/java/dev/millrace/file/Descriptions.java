package dev.millrace.file;

import java.time.Instant;
import java.util.Optional;

/** Descriptions that were made, so that the same content is not paid for twice. Every method may throw {@link Unavailable}. */
public interface Descriptions {

	/** What that model said of that content. */
	Optional<Description> find(String model, String sha256);

	/** Keeps it until then. */
	void keep(String model, String sha256, Description description, Instant until);
}
