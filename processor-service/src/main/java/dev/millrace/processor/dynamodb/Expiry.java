package dev.millrace.processor.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.boot.convert.DurationStyle;

import dev.millrace.event.Event;

/**
 * How long events stay, counted from when the intake received them.
 *
 * @param rules of which the first that names an event's type counts; an event that none names stays for ever
 */
record Expiry(List<Rule> rules) {

	private static final Duration LEAST = Duration.ofHours(1);
	/** Far longer than whoever holds a claim takes to put its event, even of a stream that is read days late. */
	private static final Duration CLAIM = Duration.ofDays(1);

	/** Keeps its own list. */
	Expiry {
		rules = List.copyOf(rules);
	}

	/** @param rules each {@code type=duration}, such as {@code order.*=30d} */
	static Expiry parse(List<String> rules) {
		return new Expiry(rules.stream().map(Rule::parse).toList());
	}

	/** The moment from which DynamoDB may remove an event; it takes its time, up to a few days. */
	Optional<Instant> of(Event event) {
		return rules.stream()
				.filter(rule -> rule.names(event.type()))
				.findFirst()
				.map(rule -> event.receivedAt().plus(rule.after()));
	}

	/** The moment from which a claim made now counts no more: its event may be gone, and if it is, a retry is an event anew. */
	Optional<Instant> ofClaim(Event event, Instant now) {
		Instant soonest = now.plus(CLAIM);
		return of(event).map(end -> end.isAfter(soonest) ? end : soonest);
	}

	/**
	 * One of the rules.
	 *
	 * @param type or, with an asterisk at its end, what types begin with
	 */
	record Rule(String type, Duration after) {

		private static Rule parse(String text) {
			int equals = text.lastIndexOf('=');
			if (equals < 1) {
				throw wrong(text, "it is not type=duration");
			}
			Duration after = duration(text, text.substring(equals + 1));
			if (after.compareTo(LEAST) < 0) {
				throw wrong(text, "the least is an hour");
			}
			return new Rule(text.substring(0, equals), after);
		}

		private static Duration duration(String text, String duration) {
			try {
				return DurationStyle.detectAndParse(duration);
			} catch (IllegalArgumentException e) {
				throw wrong(text, String.valueOf(e.getMessage()));
			}
		}

		private static IllegalArgumentException wrong(String text, String why) {
			return new IllegalArgumentException(
					"millrace.processor.expire holds '%s', which is not as order.*=30d: %s".formatted(text, why));
		}

		boolean names(String other) {
			return type.endsWith("*") ? other.startsWith(type.substring(0, type.length() - 1)) : other.equals(type);
		}
	}
}
