package dev.millrace.processor.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.millrace.processor.Position;

/** The table's calls on maps, with something that happens before and after each: a crash, or a turn of someone else. */
final class FakeItems implements EventItems {

	private final Map<Key, EventItem> items = new LinkedHashMap<>();
	private final Map<Identity, String> claims = new LinkedHashMap<>();
	private final Runnable between;

	FakeItems(Runnable between) {
		this.between = between;
	}

	private interface Call<T> {
		T call();
	}

	private <T> T atomically(Call<T> call) {
		between.run();
		T answer;
		synchronized (this) {
			answer = call.call();
		}
		between.run();
		return answer;
	}

	@Override
	public Sighting look(Identity identity) {
		return atomically(() -> new Sighting(items.values().stream().anyMatch(item -> item.identity().equals(identity)),
				Optional.ofNullable(claims.get(identity))));
	}

	@Override
	public boolean claim(Identity identity, Position winner) {
		return atomically(() -> {
			claims.putIfAbsent(identity, winner.toString());
			return winner.toString().equals(claims.get(identity));
		});
	}

	@Override
	public Optional<String> put(EventItem item) {
		return atomically(() -> Optional.ofNullable(items.putIfAbsent(item.key(), item))
				.map(occupant -> occupant.event().source()));
	}

	@Override
	public List<EventItem> putAll(List<EventItem> wanted) {
		return atomically(() -> {
			wanted.forEach(item -> items.put(item.key(), item));
			return List.of();
		});
	}

	synchronized List<EventItem> visible() {
		return new ArrayList<>(items.values());
	}
}
