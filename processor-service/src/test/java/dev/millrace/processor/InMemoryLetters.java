package dev.millrace.processor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.millrace.processor.KeptLetter.Subject;

/** What keeping letters promises, in its simplest form. */
public final class InMemoryLetters implements KeptLetters {

	@SuppressWarnings("ArrayRecordComponent") // Given back as they came; never compared.
	private record Kept(KeptLetter letter, byte[] bytes) {}

	private final Map<String, Kept> all = new LinkedHashMap<>();
	private boolean down;

	/** Whether nothing can be kept. */
	public synchronized void down(boolean now) {
		down = now;
	}

	@Override
	public synchronized void keep(DeadLetter letter) {
		if (down) {
			throw new Unavailable("down");
		}
		var kept = KeptLetter.of(letter);
		Kept there = all.get(kept.id());
		boolean isNew = there == null || there.letter()
				.closing()
				.filter(end -> end.at().isBefore(letter.reason().lastAt()))
				.isPresent();
		if (isNew) {
			all.put(kept.id(), new Kept(kept, letter.record().bytes()));
		}
	}

	private Optional<Kept> open(String id) {
		return Optional.ofNullable(all.get(id)).filter(kept -> kept.letter().closing().isEmpty());
	}

	@Override
	public synchronized boolean isKnown(String id) {
		return all.containsKey(id);
	}

	@Override
	public synchronized Optional<KeptLetter> find(String id) {
		return open(id).map(Kept::letter);
	}

	@Override
	public synchronized Optional<byte[]> bytes(String id) {
		return open(id).map(Kept::bytes);
	}

	@Override
	public synchronized Page list(Selection selection, Optional<Place> after, int limit) {
		List<KeptLetter> left = new ArrayList<>(all.values()
				.stream()
				.map(Kept::letter)
				.filter(letter -> letter.closing().isEmpty() && matches(letter, selection))
				.sorted(Comparator.comparing((KeptLetter letter) -> letter.reason().lastAt())
						.reversed()
						.thenComparing(KeptLetter::id))
				.toList());
		after.ifPresent(place -> {
			while (!left.removeFirst().id().equals(place.id())) {
				assert !left.isEmpty();
			}
		});
		List<KeptLetter> page = left.subList(0, Math.min(limit, left.size()));
		return new Page(page, page.size() == left.size() ? Optional.empty()
				: Optional.of(new Place(page.getLast().reason().lastAt().toEpochMilli(), 0, page.getLast().id())));
	}

	private static boolean matches(KeptLetter letter, Selection selection) {
		var at = letter.reason().lastAt();
		return selection.reason().map(letter.reason().code()::equals).orElse(true)
				&& selection.type()
						.map(type -> letter.event().map(Subject::type).equals(Optional.of(type)))
						.orElse(true)
				&& selection.from().map(from -> !at.isBefore(from)).orElse(true)
				&& selection.to().map(at::isBefore).orElse(true);
	}

	@Override
	public synchronized List<KeptLetter> ofEvent(String eventId) {
		return all.values()
				.stream()
				.map(Kept::letter)
				.filter(letter -> letter.event().map(Subject::id).equals(Optional.of(eventId)))
				.toList();
	}

	@Override
	public synchronized void update(KeptLetter letter) {
		open(letter.id()).ifPresent(kept -> all.put(letter.id(), new Kept(letter, kept.bytes())));
	}
}
