package dev.millrace.file;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.file.LanguageModel.Answer;

/** Has texts described, within what may be spent. Whatever fails, a file is processed all the same and says why it has no description. */
final class Describing {

	private static final Logger log = LoggerFactory.getLogger(Describing.class);

	private final LanguageModel model;
	private final Descriptions known;
	private final Purse purse;
	private final DescriptionSettings settings;
	private final InstantSource clock;
	private final MeterRegistry meters;

	Describing(LanguageModel model, Descriptions known, Purse purse, DescriptionSettings settings, InstantSource clock,
			MeterRegistry meters) {
		this.model = model;
		this.known = known;
		this.purse = purse;
		this.settings = settings;
		this.clock = clock;
		this.meters = meters;
	}

	/**
	 * Describes a text.
	 *
	 * @param sha256 of the content that it was found in
	 * @return JSON to be told beside what else was found
	 */
	Map<String, Object> of(String sha256, String text) {
		Told told;
		try {
			told = text.isBlank() ? new Told.Not("no-text") : known(sha256).orElseGet(() -> asked(sha256, text));
		} catch (Unavailable e) {
			log.warn("No description of {}: {}", sha256, e.getMessage());
			told = new Told.Not("unavailable");
		} catch (RuntimeException e) {
			// Whatever a model answers, the file is processed all the same.
			log.error("No description of {}", sha256, e);
			told = new Told.Not("unavailable");
		}
		meters.counter("millrace.file.descriptions", "outcome", told.outcome()).increment();
		return told.json(model.name());
	}

	private Optional<Told> known(String sha256) {
		return known.find(model.name(), sha256).map(description -> new Told.Words(description, "known"));
	}

	private Told asked(String sha256, String text) {
		var told = whole(chunks(text));
		if (told instanceof Told.Words(var description, _)) {
			secondary(() -> known.keep(model.name(), sha256, description, clock.instant().plus(settings.keptFor())));
		}
		return told;
	}

	/** An answer that is paid for counts, though what is remembered of it cannot be written. */
	private static void secondary(Runnable write) {
		try {
			write.run();
		} catch (Unavailable e) {
			log.warn("What was described will not be remembered: {}", e.getMessage());
		}
	}

	/** Of several chunks each by itself, and then of what was said of them. */
	private Told whole(List<String> chunks) {
		var said = new ArrayList<String>();
		for (String chunk : chunks) {
			var told = ask(chunk);
			if (chunks.size() == 1 || !(told instanceof Told.Words(var description, _))) {
				return told;
			}
			said.add(description.summary());
		}
		return ask(String.join("\n", said));
	}

	private Told ask(String text) {
		var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
		Cost most = model.most(text);
		if (!purse.take(today, most, settings.mostADay())) {
			log.info("Nothing that may cost {} is described any more today: the cap is {}", most, settings.mostADay());
			return new Told.Not("daily-cap");
		}
		var answer = model.describe(text);
		if (!answer.cost().equals(most)) {
			secondary(() -> purse.putBack(today, most.minus(answer.cost())));
		}
		return switch (answer) {
			case Answer.Described(var description, _) -> new Told.Words(description, "described");
			case Answer.Nothing(var why, _) -> {
				log.warn("{} described nothing: {}", model.name(), why);
				yield new Told.Not("unavailable");
			}
		};
	}

	/** Cut at a blank where there is one in the last tenth, and never within a character. */
	private List<String> chunks(String text) {
		var chunks = new ArrayList<String>();
		int from = 0;
		while (from < text.length() && chunks.size() < settings.chunks()) {
			int to = end(text, from);
			chunks.add(text.substring(from, to));
			from = to;
		}
		return chunks;
	}

	private int end(String text, int from) {
		int to = Math.min(text.length(), from + settings.chunkChars());
		if (to == text.length()) {
			return to;
		}
		for (int at = to; at > to - settings.chunkChars() / 10; at--) {
			if (Character.isWhitespace(text.charAt(at))) {
				return at;
			}
		}
		return Character.isLowSurrogate(text.charAt(to)) ? to - 1 : to;
	}

	/** What is told of a text. */
	private sealed interface Told {

		String outcome();

		Map<String, Object> json(String model);

		record Words(Description description, String outcome) implements Told {
			@Override
			public Map<String, Object> json(String model) {
				var json = new LinkedHashMap<String, Object>();
				json.put("summary", description.summary());
				json.put("labels", description.labels());
				json.put("model", model);
				return json;
			}
		}

		record Not(String outcome) implements Told {
			@Override
			public Map<String, Object> json(String model) {
				return Map.of("skipped", outcome);
			}
		}
	}
}
