package dev.millrace.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** The members of one event, as they are met. The first problem is the one that is told. */
final class Envelope {

	private final Set<String> names = new HashSet<>();
	private final List<Draft.Member> members = new ArrayList<>();
	private final Map<Attribute, String> values = new EnumMap<>(Attribute.class);
	private @Nullable Problem problem;

	void refuse(Problem found) {
		if (problem == null) {
			problem = found;
		}
	}

	boolean isRefused() {
		return problem != null;
	}

	/** Whether this name is new; a repeated one is a problem, since readers differ in which of the two they see. */
	boolean begin(String name) {
		boolean isNew = names.add(name);
		if (!isNew) {
			refuse(Problem.at(name, ProblemCode.DUPLICATE_ATTRIBUTE,
					"The attribute '%s' is given twice.".formatted(name)));
		}
		return isNew;
	}

	void add(Draft.Member member) {
		members.add(member);
	}

	void value(Attribute attribute, String value) {
		values.put(attribute, value);
	}

	/** Holds the event's size, in bytes as it was sent, against its limit. */
	void measure(int size, EventLimits limits) {
		if (size > limits.eventBytes()) {
			refuse(EventLimits.tooLarge(size, limits.eventBytes()));
		}
	}

	Reading finish(byte[] bytes, Dialect dialect) {
		if (has("data") && has("data_base64")) {
			refuse(Problem.at("data_base64", ProblemCode.INVALID_ATTRIBUTE,
					"An event has data or data_base64, not both."));
		}
		for (Attribute required : dialect.required()) {
			if (!values.containsKey(required)) {
				refuse(Problem.at(required.label(), ProblemCode.MISSING_ATTRIBUTE,
						"The attribute '%s' is missing; every %s has one.".formatted(required.label(),
								dialect == Dialect.CLOUDEVENTS ? "CloudEvent" : "event")));
			}
		}
		String type = values.get(Attribute.TYPE);
		if (problem != null || type == null) {
			return new Reading.Refused(Objects.requireNonNull(problem));
		}
		return new Reading.Read(new Draft(bytes, members, text(Attribute.ID), text(Attribute.SOURCE), type,
				instant(Attribute.TIME), text(Attribute.PARTITIONKEY), instant(Attribute.RECEIVEDAT), Map.of()));
	}

	/** Whether it is there and means something: one that is {@code null} does not. */
	private boolean has(String name) {
		return members.stream().anyMatch(member -> member.name().equals(name));
	}

	private Optional<String> text(Attribute attribute) {
		return Optional.ofNullable(values.get(attribute));
	}

	private Optional<Instant> instant(Attribute attribute) {
		return text(attribute).flatMap(Timestamps::read);
	}
}
