package dev.millrace.ingest.http;

/** How events stand in a request, told by its headers before the body is read. */
@FunctionalInterface
interface Format {

	/**
	 * Reads a body.
	 *
	 * @throws dev.millrace.web.problem.Refusal where nothing of it can be judged event by event
	 */
	Submission read(byte[] body);
}
