package dev.millrace.event;

/** Reads what the intake wrote, and refuses what it cannot have written. */
final class StoredEvents {

	/** The intake judged size, depth and numbers when the event came in; what it took then is not judged again. */
	private static final EventLimits NONE = new EventLimits(Integer.MAX_VALUE, Integer.MAX_VALUE - 1, Integer.MAX_VALUE,
			EventLimits.DEFAULTS.attributeBytes(), EventLimits.KINESIS_PARTITION_KEY);
	private static final EventReader READER = new EventReader(NONE);

	private StoredEvents() {}

	static Event.Stored read(byte[] document) {
		return switch (draft(document)) {
			case Reading.Refused(var problem) -> new Event.Stored.Illegible(problem);
			case Reading.Read(var draft) -> complete(draft);
		};
	}

	/** The same before it is asked whether it has what the intake adds. */
	static Reading draft(byte[] document) {
		return READER.readStored(document);
	}

	private static Event.Stored complete(Draft draft) {
		for (Attribute needed : new Attribute[]{Attribute.ID, Attribute.SOURCE, Attribute.PARTITIONKEY,
				Attribute.RECEIVEDAT}) {
			if (!draft.has(needed.label())) {
				return new Event.Stored.Illegible(Problem.at(needed.label(), ProblemCode.MISSING_ATTRIBUTE,
						"The attribute '%s' is missing, so that this is no event of the intake."
								.formatted(needed.label())));
			}
		}
		return new Event.Stored.Legible(new Event(draft.id().orElseThrow(), draft.source().orElseThrow(), draft.type(),
				draft.time(), draft.partitionKey().orElseThrow(), draft.receivedAt().orElseThrow(),
				!draft.has(Attribute.GENERATEDID.label()), draft.bytes()));
	}
}
