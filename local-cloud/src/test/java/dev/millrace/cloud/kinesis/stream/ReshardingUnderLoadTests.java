package dev.millrace.cloud.kinesis.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.cloud.kinesis.KinesisSettings;
import dev.millrace.cloud.kinesis.shard.HashRange;
import dev.millrace.cloud.kinesis.shard.UniformScaling;

import static org.assertj.core.api.Assertions.assertThat;

class ReshardingUnderLoadTests {
	private static final int WRITERS = 4;
	private static final int BATCHES = 200;
	private static final int BATCH = 10;

	@TempDir
	Path directory;

	@Test
	void storesEachRecordOnceAndWhereItSaysWhileShardsChange() throws Exception {
		var acknowledged = new ConcurrentHashMap<String, String>();
		try (var streams = Streams.open(directory, KinesisSettings.DEFAULT, Clock.systemUTC())) {
			var stream = streams.create("s", StreamMode.PROVISIONED, 2);
			try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
				var running = IntStream.range(0, WRITERS)
						.mapToObj(i -> writers.submit(() -> write(stream, i, acknowledged)))
						.toList();
				for (int target : new int[]{4, 2, 3, 6, 3, 1, 2}) {
					stream.reshard((state, now, ends) -> new UniformScaling(now, ends).scale(state.shards(), target));
				}
				for (var each : running) {
					each.get();
				}
			}
			assertThat(readAll(stream)).isEqualTo(acknowledged).hasSize(WRITERS * BATCHES * BATCH);
		}
		try (var streams = Streams.open(directory, KinesisSettings.DEFAULT, Clock.systemUTC())) {
			assertThat(readAll(streams.find("s").orElseThrow())).isEqualTo(acknowledged);
		}
	}

	private static void write(Stream stream, int writer, Map<String, String> acknowledged) {
		for (int batch = 0; batch < BATCHES; batch++) {
			var prefix = writer + "-" + batch + "-";
			var records = IntStream.range(0, BATCH).mapToObj(i -> record(prefix + i)).toList();
			var outcomes = stream.put(records, false);
			for (int i = 0; i < BATCH; i++) {
				acknowledged.put(prefix + i, ((PutOutcome.Stored) outcomes.get(i)).sequenceNumber().toString());
			}
		}
	}

	/** Sequence numbers by data, of every shard there ever was; no data twice. */
	private static Map<String, String> readAll(Stream stream) throws IOException {
		var found = new HashMap<String, String>();
		for (var shard : stream.state().shards().all()) {
			var progress = stream.read(shard, 0, new ReadLimits(Integer.MAX_VALUE, Long.MAX_VALUE),
					entry -> assertThat(
							found.put(text(entry.data()), shard.sequenceNumberAt(entry.position()).toString()))
							.isNull());
			assertThat(progress.shardEnded()).isEqualTo(!shard.isOpen());
		}
		return found;
	}

	private static NewRecord record(String text) {
		return new NewRecord(text, HashRange.hashOf(text), ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
	}

	private static String text(ByteBuffer data) {
		return StandardCharsets.UTF_8.decode(data.duplicate()).toString();
	}
}
