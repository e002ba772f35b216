package dev.millrace.file;

import java.util.Optional;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what rows say is to be done. Each act may be done twice; none is forgotten, since the row says so until it is done. */
public final class Duties {

	private static final Logger log = LoggerFactory.getLogger(Duties.class);
	private static final int PAGE = 500;

	private final FileStore store;
	private final Objects objects;
	private final Slips slips;
	private final DeadLetters deadLetters;
	private final Outcomes outcomes;

	Duties(FileStore store, Objects objects, Slips slips, DeadLetters deadLetters, Outcomes outcomes) {
		this.store = store;
		this.objects = objects;
		this.slips = slips;
		this.deadLetters = deadLetters;
		this.outcomes = outcomes;
	}

	/**
	 * Does them, as far as the world answers: what is left stays in the row, and is swept up.
	 *
	 * @return whether the world answered
	 */
	public boolean attempt(StoredFile file) {
		try {
			fulfil(file);
			return true;
		} catch (Unavailable e) {
			log.warn("What is to be done about {} waits: {}", file.id(), e.getMessage());
			return false;
		}
	}

	/** Does them. Ends early where somebody else moves the file meanwhile. May throw {@link Unavailable}. */
	public void fulfil(StoredFile file) {
		var now = Optional.of(file);
		while (now.isPresent() && now.get().owes()) {
			now = store.put(one(now.get()));
		}
	}

	private StoredFile one(StoredFile file) {
		for (Duty duty : Duty.values()) {
			if (file.duties().contains(duty)) {
				act(duty, file);
				return file.done(duty);
			}
		}
		return switch (outcomes.tell(file, file.untold().getFirst())) {
			case Telling.Taken() -> file.told();
			case Telling.Refused refused -> {
				log.error("What came of {} is refused, and is told no more: {}", file.id(), refused.why().detail());
				deadLetters.add(file, refused);
				yield file.refused(refused.why());
			}
		};
	}

	private void act(Duty duty, StoredFile file) {
		switch (duty) {
			case PURGE -> purge(file);
			case TIDY -> remove(file, content -> isBefore(content, file, 0));
			case DEAD_LETTER -> deadLetters.add(file);
		}
	}

	/** Derivatives first: without the content nobody would know whose they are. Content that others removed is not this one's to remove. */
	private void purge(StoredFile file) {
		file.upload().multipart().ifPresent(multipart -> slips.abort(file.id(), multipart));
		remove(file, content -> file.discarded() || isBefore(content, file, 1));
		if (file.discarded()) {
			objects.delete(Keys.content(file.id()));
		}
	}

	/** Of later content than the row spoke of when it was read, nothing may go: somebody else looks into that by now. */
	private static boolean isBefore(Sequencer content, StoredFile file, int difference) {
		return file.generation().map(known -> content.compareTo(known.place()) < difference).orElse(true);
	}

	private void remove(StoredFile file, Predicate<Sequencer> content) {
		Optional<String> place = Optional.empty();
		do {
			var page = objects.list(Keys.derivatives(file.id()), place, PAGE);
			page.objects()
					.stream()
					.map(Objects.Found::key)
					.filter(key -> Keys.contentOfDerivative(file.id(), key).filter(content.negate()).isEmpty())
					.forEach(objects::delete);
			place = page.next();
		} while (place.isPresent());
	}
}
