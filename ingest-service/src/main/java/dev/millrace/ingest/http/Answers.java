package dev.millrace.ingest.http;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

import dev.millrace.event.Problem;
import dev.millrace.event.ProblemCode;
import dev.millrace.ingest.Outcome;
import dev.millrace.web.access.Counts;
import dev.millrace.web.problem.Problems;
import dev.millrace.web.problem.Refusal;
import dev.millrace.web.problem.RetryAfter;

/** Tells a client what came of its events: 202 all taken, 207 some, a problem where none was. */
final class Answers {

	private static final HttpStatus UNCONFIRMED = HttpStatus.SERVICE_UNAVAILABLE;

	private final RetryAfter retryAfter;

	Answers(RetryAfter retryAfter) {
		this.retryAfter = retryAfter;
	}

	/** The answer to a request whose events have these outcomes, with all receipts. */
	ResponseEntity<Object> of(Submission submission, List<Outcome> outcomes) {
		return of(submission, outcomes, Preference.REPRESENTATION);
	}

	/** The same, as the client prefers it. */
	ResponseEntity<Object> of(Submission submission, List<Outcome> outcomes, Preference preference) {
		var results = new ArrayList<Object>(outcomes.size());
		int accepted = 0;
		for (int i = 0; i < outcomes.size(); i++) {
			switch (outcomes.get(i)) {
				case Outcome.Accepted(var receipt) -> {
					results.add(receipt);
					accepted++;
				}
				case Outcome.Refused(var problem) -> results.add(refused(submission, i, problem));
				case Outcome.Unconfirmed(var id) -> results.add(unconfirmed(submission, i, id));
			}
		}
		return accepted > 0 ? taken(accepted, results, preference)
				: noneTaken(results.stream().map(ProblemDetail.class::cast).toList());
	}

	/** How many of them the client may forget, and how many not. */
	static Counts count(List<Outcome> outcomes) {
		int accepted = 0;
		for (Outcome outcome : outcomes) {
			accepted += outcome instanceof Outcome.Accepted ? 1 : 0;
		}
		return new Counts(accepted, outcomes.size() - accepted);
	}

	/** A problem of a document as a whole. */
	static Refusal refusal(Problem problem) {
		return Refusal.of(status(problem.code()), problem.code().word(), problem.detail());
	}

	private static ResponseEntity<Object> taken(int accepted, List<Object> results, Preference preference) {
		int refused = results.size() - accepted;
		var answer = ResponseEntity.status(refused == 0 ? HttpStatus.ACCEPTED : HttpStatus.MULTI_STATUS)
				.contentType(MediaType.APPLICATION_JSON);
		return switch (preference) {
			case REPRESENTATION -> answer.body(new Taken(accepted, refused, results));
			case MINIMAL -> answer.header(Preference.APPLIED, "return=minimal")
					.body(new Counted(accepted, refused,
							results.stream().filter(ProblemDetail.class::isInstance).toList()));
		};
	}

	private ResponseEntity<Object> noneTaken(List<ProblemDetail> problems) {
		HttpStatus status = commonStatus(problems);
		var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
		if (status == UNCONFIRMED) {
			answer.header("Retry-After", Long.toString(retryAfter.next().toSeconds()));
		}
		if (problems.size() == 1) {
			return answer.body(problems.getFirst());
		}
		var problem = Problems.of(status, "no-event-taken",
				"None of the %d events was taken.".formatted(problems.size()));
		problem.setProperty("results", problems);
		return answer.body(problem);
	}

	/** What a client that comes again unchanged has to hope for decides: an unconfirmed event may be taken then. */
	private static HttpStatus commonStatus(List<ProblemDetail> problems) {
		var statuses = problems.stream().map(ProblemDetail::getStatus).distinct().toList();
		if (statuses.contains(UNCONFIRMED.value())) {
			return UNCONFIRMED;
		}
		return statuses.size() == 1 ? HttpStatus.valueOf(statuses.getFirst()) : HttpStatus.UNPROCESSABLE_CONTENT;
	}

	private static ProblemDetail refused(Submission submission, int index, Problem problem) {
		var detail = Problems.of(status(problem.code()), problem.code().word(), problem.detail());
		place(detail, submission, index);
		detail.setProperty("pointer", problem.pointer());
		return detail;
	}

	private static ProblemDetail unconfirmed(Submission submission, int index, String id) {
		var detail = Problems.of(UNCONFIRMED, "unconfirmed",
				"The stream did not confirm the event in time. Send it again with this id and the same source: it counts once.");
		place(detail, submission, index);
		detail.setProperty("id", id);
		return detail;
	}

	private static void place(ProblemDetail detail, Submission submission, int index) {
		detail.setProperty("index", index);
		submission.line(index).ifPresent(line -> detail.setProperty("line", line));
	}

	private static HttpStatus status(ProblemCode code) {
		return switch (code) {
			case MALFORMED_JSON, INVALID_TEXT, EMPTY -> HttpStatus.BAD_REQUEST;
			case TYPE_NOT_ALLOWED -> HttpStatus.FORBIDDEN;
			case EVENT_TOO_LARGE, TOO_MANY_EVENTS -> HttpStatus.CONTENT_TOO_LARGE;
			case NOT_AN_EVENT, MISSING_ATTRIBUTE, INVALID_ATTRIBUTE, DUPLICATE_ATTRIBUTE, RESERVED_ATTRIBUTE,
					ATTRIBUTE_TOO_LONG, TOO_DEEP, NUMBER_TOO_LONG, SCHEMA_VIOLATION ->
				HttpStatus.UNPROCESSABLE_CONTENT;
		};
	}

	/**
	 * The answer where at least one event was taken.
	 *
	 * @param results a receipt or a problem an event, in the order of the request
	 */
	record Taken(int accepted, int refused, List<Object> results) {}

	/**
	 * The same without receipts.
	 *
	 * @param results a problem for each event that was refused, which its index names; left out where there is none
	 */
	record Counted(int accepted, int refused, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Object> results) {}
}
