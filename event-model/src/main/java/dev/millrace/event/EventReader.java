package dev.millrace.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads events as tokens: nothing is bound to objects, so that {@code data} goes on as the very bytes it came in. Safe
 * for use by several threads.
 */
public final class EventReader {

	/** A document nested deeper than this is refused whole, since each level costs memory before an event can be judged. */
	private static final int DOCUMENT_DEPTH = 10_000;

	/** So many bytes are read before a factory is left: it keeps the names that it has met, however long, of whoever. */
	private static final long FORGETS_AFTER = 16 << 20;

	private final EventLimits limits;
	private final AtomicLong read = new AtomicLong();
	private volatile JsonFactory json = factory();

	public EventReader(EventLimits limits) {
		this.limits = limits;
	}

	private static JsonFactory factory() {
		return JsonFactory.builder()
				// Left on, a zero byte early in the text makes it UTF-16, whose places are no longer those of bytes.
				.disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
				.streamReadConstraints(StreamReadConstraints.builder()
						.maxNestingDepth(DOCUMENT_DEPTH)
						.maxNumberLength(Integer.MAX_VALUE)
						.maxStringLength(Integer.MAX_VALUE)
						.maxNameLength(Integer.MAX_VALUE)
						.build())
				.build();
	}

	/**
	 * Reads a JSON document as a client sends it: one event, or an array of them.
	 *
	 * @param mostEvents that an array may hold; further ones are counted only, so that a long one costs no memory
	 */
	public Body readBody(byte[] bytes, int mostEvents) {
		return readBody(bytes, mostEvents, Dialect.PLAIN);
	}

	/** Reads an array of CloudEvents: CloudEvents' JSON batch format. */
	public Body readCloudEvents(byte[] bytes, int mostEvents) {
		return readBody(bytes, mostEvents, Dialect.CLOUDEVENTS);
	}

	private Body readBody(byte[] bytes, int mostEvents, Dialect dialect) {
		Problem text = textProblem(bytes, 0, bytes.length);
		if (text != null) {
			return new Body.Unreadable(text);
		}
		return parsing(bytes, 0, bytes.length, Body.Unreadable::new, tokens -> {
			if (tokens.nextToken() == JsonToken.START_ARRAY) {
				return array(tokens, bytes, mostEvents, dialect);
			}
			if (dialect == Dialect.CLOUDEVENTS) {
				return new Body.Unreadable(
						Problem.whole(ProblemCode.NOT_AN_EVENT,
								"A batch of CloudEvents is a JSON array; this is not."));
			}
			return alone(tokens, List.of(envelope(tokens, bytes, 0, dialect)));
		});
	}

	private static Body alone(JsonParser tokens, List<Reading> readings) {
		Problem more = trailing(tokens);
		return more == null ? new Body.Events(readings) : new Body.Unreadable(more);
	}

	/** Reads one event as a client sends it, such as a line of NDJSON. */
	public Reading read(byte[] bytes, int offset, int length) {
		return read(bytes, offset, length, Dialect.PLAIN);
	}

	/** Reads one CloudEvent: CloudEvents' JSON format. */
	public Reading readCloudEvent(byte[] bytes) {
		return read(bytes, 0, bytes.length, Dialect.CLOUDEVENTS);
	}

	/**
	 * Reads an event whose attributes and data come apart.
	 *
	 * @param bytes the object of the attributes and, behind it, the member that holds the data
	 * @param head length of the object
	 * @param data the member, where it is one that the composer wrote; empty where there is none
	 */
	Reading readApart(Dialect dialect, byte[] bytes, int head, Optional<Draft.Member> data) {
		var envelope = new Envelope();
		return readHead(dialect, bytes, head, envelope, () -> {
			data.ifPresent(envelope::add);
			return envelope.finish(bytes, dialect);
		});
	}

	/**
	 * The same where the data is JSON that nobody has judged.
	 *
	 * @param from where its value starts
	 */
	Reading readApart(Dialect dialect, byte[] bytes, int head, int from) {
		int length = bytes.length - from;
		Problem text = textProblem(bytes, from, length);
		if (text != null) {
			return new Reading.Refused(text);
		}
		var envelope = new Envelope();
		return readHead(dialect, bytes, head, envelope,
				() -> parsing(bytes, from, length, Reading.Refused::new, tokens -> {
					tokens.nextToken();
					new EnvelopeReader(tokens, bytes, from, limits, dialect, envelope).data(head);
					Problem more = trailing(tokens);
					return more == null ? envelope.finish(bytes, dialect) : new Reading.Refused(more);
				}));
	}

	/** What is certain before an event is put together of its parts; empty where it may fit. */
	Optional<Problem> tooLarge(int bytes) {
		return bytes <= limits.eventBytes() ? Optional.empty()
				: Optional.of(EventLimits.tooLarge(bytes, limits.eventBytes()));
	}

	private Reading readHead(Dialect dialect, byte[] bytes, int head, Envelope envelope, Supplier<Reading> rest) {
		return parsing(bytes, 0, head, Reading.Refused::new, tokens -> {
			tokens.nextToken();
			new EnvelopeReader(tokens, bytes, 0, limits, dialect, envelope).members();
			envelope.measure(bytes.length, limits);
			return rest.get();
		});
	}

	/** Reads one event as it lies in the stream. */
	Reading readStored(byte[] bytes) {
		return read(bytes, 0, bytes.length, Dialect.STORED);
	}

	private Reading read(byte[] bytes, int offset, int length, Dialect dialect) {
		Problem text = textProblem(bytes, offset, length);
		if (text != null) {
			return new Reading.Refused(text);
		}
		return parsing(bytes, offset, length, Reading.Refused::new, tokens -> {
			tokens.nextToken();
			Reading reading = envelope(tokens, bytes, offset, dialect);
			Problem more = trailing(tokens);
			return more == null ? reading : new Reading.Refused(more);
		});
	}

	private Body array(JsonParser tokens, byte[] bytes, int mostEvents, Dialect dialect) {
		var readings = new ArrayList<Reading>();
		int further = 0;
		while (tokens.nextToken() != JsonToken.END_ARRAY) {
			if (readings.size() < mostEvents) {
				readings.add(envelope(tokens, bytes, 0, dialect));
			} else {
				tokens.skipChildren();
				further++;
			}
		}
		return further == 0
				? alone(tokens, readings)
				: new Body.Unreadable(Problem.tooManyEvents(mostEvents + further, mostEvents));
	}

	private Reading envelope(JsonParser tokens, byte[] bytes, int offset, Dialect dialect) {
		return new EnvelopeReader(tokens, bytes, offset, limits, dialect).read();
	}

	private static @Nullable Problem trailing(JsonParser tokens) {
		if (tokens.nextToken() == null) {
			return null;
		}
		return Problem.whole(ProblemCode.MALFORMED_JSON,
				"There is more text behind the JSON value, at byte %d."
						.formatted(tokens.currentTokenLocation().getByteOffset()));
	}

	private static @Nullable Problem textProblem(byte[] bytes, int offset, int length) {
		return isBlank(bytes, offset, length)
				? Problem.whole(ProblemCode.EMPTY, "There is no event: the text is empty.")
				: Text.problemOf(bytes, offset, length);
	}

	private static boolean isBlank(byte[] bytes, int offset, int length) {
		for (int i = offset; i < offset + length; i++) {
			if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r' && bytes[i] != '\n') {
				return false;
			}
		}
		return true;
	}

	private JsonFactory json(int length) {
		if (read.addAndGet(length) > FORGETS_AFTER) {
			read.set(0);
			json = factory();
		}
		return json;
	}

	private <T> T parsing(byte[] bytes, int offset, int length, Function<Problem, T> refused,
			Function<JsonParser, T> read) {
		try (JsonParser tokens = json(length).createParser(ObjectReadContext.empty(), bytes, offset, length)) {
			return read.apply(tokens);
		} catch (StreamConstraintsException _) {
			return refused.apply(Problem.whole(ProblemCode.TOO_DEEP,
					"The event is nested more than %d deep; the limit is %d.".formatted(DOCUMENT_DEPTH,
							limits.depth())));
		} catch (JacksonException e) {
			return refused.apply(malformed(e));
		}
	}

	private static Problem malformed(JacksonException e) {
		var place = e.getLocation();
		String what = e.getOriginalMessage()
				.lines()
				.findFirst()
				.orElse("")
				.replaceAll("\\s*\\(start marker.*|\\s*\\(code [^)]*\\)", "");
		return Problem.whole(ProblemCode.MALFORMED_JSON,
				"The JSON is not well-formed at byte %d (line %d, column %d): %s".formatted(place.getByteOffset(),
						place.getLineNr(), place.getColumnNr(), what));
	}
}
