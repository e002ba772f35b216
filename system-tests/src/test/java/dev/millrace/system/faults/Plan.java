package dev.millrace.system.faults;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;

import dev.millrace.system.faults.Fault.Where;

/** Rounds of faults that come at the same time, one to each place; each kind as often as any other of its place. */
final class Plan {

	private final Random random;
	private final Map<Where, Queue<Fault>> decks = new EnumMap<>(Where.class);

	Plan(Random random) {
		this.random = random;
	}

	/** As many rounds as make up so many faults. */
	List<List<Fault>> rounds(int faults) {
		var rounds = new ArrayList<List<Fault>>();
		for (int left = faults; left > 0; left -= Where.values().length) {
			rounds.add(List.of(Where.values())
					.subList(0, Math.min(left, Where.values().length))
					.stream()
					.map(this::draw)
					.toList());
		}
		return rounds;
	}

	private Fault draw(Where where) {
		Queue<Fault> deck = decks.computeIfAbsent(where, _ -> new ArrayDeque<>());
		if (deck.isEmpty()) {
			var shuffled = new ArrayList<>(where.faults());
			Collections.shuffle(shuffled, random);
			deck.addAll(shuffled);
		}
		return deck.remove();
	}
}
