package dev.millrace.cloud.kinesis.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Does at random what can be done to a log, and to a map in memory, and compares. */
class ShardLogModelTests {
	private static final int STEPS = 400;

	@TempDir
	Path directory;

	private final NavigableMap<Long, Held> model = new TreeMap<>();
	private Instant now = Instant.parse("2026-11-20T12:00:00Z");

	private record Held(String key, ByteBuffer data, Instant arrival) {}

	@ParameterizedTest
	@ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
	void behavesAsAMapInMemory(long seed) throws IOException {
		var random = new Random(seed);
		var log = open();
		for (int step = 0; step < STEPS; step++) {
			switch (random.nextInt(12)) {
				case 0 -> {
					log.close();
					log = open();
				}
				case 1 -> trim(log, now.minusSeconds(random.nextInt(400)));
				case 2 -> checkTime(log, now.minusSeconds(random.nextInt(400)));
				case 3, 4 -> checkReading(log, random);
				default -> append(log, random);
			}
		}
		checkFrom(log, log.start());
		log.close();
	}

	private ShardLog open() throws IOException {
		return ShardLog.open(directory, 3_000);
	}

	private void append(ShardLog log, Random random) throws IOException {
		now = now.plusSeconds(random.nextInt(5));
		var entries = new ArrayList<NewEntry>();
		for (int i = 0; i <= random.nextInt(8); i++) {
			var data = new byte[random.nextInt(random.nextInt(20) == 0 ? 300_000 : 300)];
			random.nextBytes(data);
			entries.add(new NewEntry("key-" + random.nextInt(100), false, ByteBuffer.wrap(data)));
		}
		var positions = log.append(entries, now);
		for (int i = 0; i < entries.size(); i++) {
			model.put(positions.get(i), new Held(entries.get(i).partitionKey(), entries.get(i).data(), now));
		}
	}

	/** What is gone must be old; what is old need not be gone. */
	private void trim(ShardLog log, Instant before) throws IOException {
		log.trim(before);
		var gone = model.headMap(log.start());
		assertThat(gone.values()).allMatch(held -> held.arrival().isBefore(before));
		gone.clear();
	}

	private void checkTime(ShardLog log, Instant time) throws IOException {
		var expected = model.entrySet()
				.stream()
				.filter(entry -> !entry.getValue().arrival().isBefore(time))
				.findFirst();
		assertThat(log.positionAt(time)).isEqualTo(expected.isPresent() ? expected.get().getKey() : log.end());
	}

	private void checkReading(ShardLog log, Random random) throws IOException {
		if (!model.isEmpty()) {
			var keys = List.copyOf(model.keySet());
			checkFrom(log, keys.get(random.nextInt(keys.size())));
		}
	}

	private void checkFrom(ShardLog log, long from) throws IOException {
		var expected = model.tailMap(from).entrySet().iterator();
		log.read(from, entry -> {
			var held = expected.next();
			assertThat(entry.position()).isEqualTo(held.getKey());
			assertThat(entry.partitionKey()).isEqualTo(held.getValue().key());
			assertThat(entry.data()).isEqualTo(held.getValue().data());
			return true;
		});
		assertThat(expected).isExhausted();
	}
}
