package dev.millrace.cloud.kinesis.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ShardLogTests {
	private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
	private static final long SEGMENT = 1_000;

	@TempDir
	Path directory;

	@Test
	void givesBackWhatWasAppended() throws IOException {
		try (var log = open()) {
			log.append(List.of(entry("a", "first"), new NewEntry("ü", true, bytes(""))), NOON);

			var read = readAll(log);
			assertThat(read).extracting(LogEntry::partitionKey).containsExactly("a", "ü");
			assertThat(read).extracting(LogEntry::encrypted).containsExactly(false, true);
			assertThat(read).extracting(LogEntry::arrivalMillis).containsOnly(NOON.toEpochMilli());
			assertThat(text(read.getFirst())).isEqualTo("first");
		}
	}

	@Test
	void goesOnWhereItWasAfterAReopen() throws IOException {
		long end;
		try (var log = open()) {
			log.append(entries(0, 50), NOON);
			end = log.end();
		}
		try (var log = open()) {
			assertThat(log.end()).isEqualTo(end);
			log.append(entries(50, 100), NOON);
			assertThat(readAll(log)).extracting(ShardLogTests::text).isEqualTo(texts(0, 100));
		}
	}

	@Test
	void cutsOffALastEntryThatIsTornAtAnyByte() throws IOException {
		long whole;
		int length;
		try (var log = open()) {
			log.append(entries(0, 3), NOON);
			whole = log.end();
			log.append(List.of(entry("torn", "some data that was never acknowledged")), NOON);
			length = Math.toIntExact(log.end() - whole);
		}
		var image = Files.readAllBytes(onlySegment());
		for (int left = 0; left < length; left++) {
			Files.write(onlySegment(), Arrays.copyOf(image, (int) whole + left));
			assertThatTheLogEndsAt(whole);
		}
	}

	@Test
	void cutsOffALastEntryOfWhichAnyByteIsWrong() throws IOException {
		long whole;
		try (var log = open()) {
			log.append(entries(0, 3), NOON);
			whole = log.end();
			log.append(List.of(entry("k", "data")), NOON);
		}
		var image = Files.readAllBytes(onlySegment());
		for (int at = (int) whole; at < image.length; at++) {
			var damaged = image.clone();
			damaged[at] ^= 0x55;
			Files.write(onlySegment(), damaged);
			assertThatTheLogEndsAt(whole);
		}
	}

	@Test
	void beginsANewSegmentOnceOneIsFullAndReadsOverTheBorder() throws IOException {
		try (var log = open()) {
			for (int i = 0; i < 100; i++) {
				log.append(entries(i, i + 1), NOON);
			}
			assertThat(segments()).hasSizeGreaterThan(2);
			assertThat(readAll(log)).extracting(ShardLogTests::text).isEqualTo(texts(0, 100));
		}
		try (var log = open()) {
			assertThat(readAll(log)).hasSize(100);
		}
	}

	@Test
	void neverDividesOneAppendOverSegments() throws IOException {
		try (var log = open()) {
			log.append(entries(0, 1), NOON);
			log.append(entries(1, 200), NOON);
			assertThat(segments()).hasSize(1);
			assertThat(readAll(log)).hasSize(200);
		}
	}

	@Test
	void dropsALastSegmentInWhichNothingIsWhole() throws IOException {
		long end;
		try (var log = open()) {
			log.append(entries(0, 60), NOON);
			end = log.end();
			log.append(entries(60, 61), NOON);
		}
		try (var last = FileChannel.open(segments().getLast(), StandardOpenOption.WRITE)) {
			last.truncate(5);
		}
		assertThatTheLogEndsAt(end);
	}

	@Test
	void refusesALogFromWhoseMiddleASegmentIsMissing() throws IOException {
		try (var log = open()) {
			for (int i = 0; i < 100; i++) {
				log.append(entries(i, i + 1), NOON);
			}
		}
		Files.delete(segments().get(1));

		assertThatThrownBy(this::open).isInstanceOf(CorruptLogException.class)
				.hasMessageContaining("no segment goes on");
	}

	@Test
	void saysWhenWhatItReadsIsNotWhatWasWritten() throws IOException {
		try (var log = open()) {
			log.append(entries(0, 10), NOON);
			try (var file = FileChannel.open(onlySegment(), StandardOpenOption.WRITE)) {
				file.write(ByteBuffer.wrap(new byte[]{1, 2, 3}), 100);
			}
			assertThatThrownBy(() -> readAll(log)).isInstanceOf(CorruptLogException.class);
		}
	}

	@Test
	void knowsWhereEntriesBeginAndWhereNot() throws IOException {
		try (var log = open()) {
			var positions = log.append(entries(0, 5), NOON);
			for (long at = -1; at <= log.end(); at++) {
				assertThat(log.entryAt(at).isPresent()).as("position %d", at).isEqualTo(positions.contains(at));
			}
		}
	}

	@Test
	void doesNotTakeDataThatLooksLikeAnEntryForOne() throws IOException {
		try (var log = open()) {
			log.append(entries(0, 1), NOON);
			var copy = ByteBuffer.wrap(Files.readAllBytes(onlySegment()));
			long position = log.append(List.of(new NewEntry("k", false, copy)), NOON).getFirst();

			assertThat(log.entryAt(position + EntryCodec.HEADER + 1)).isEmpty();
		}
	}

	@Test
	void findsTheFirstEntryOfATime() throws IOException {
		try (var log = open()) {
			var positions = new ArrayList<Long>();
			for (int i = 0; i < 100; i++) {
				positions.addAll(log.append(entries(i, i + 2), NOON.plusSeconds(i)));
			}
			assertThat(log.positionAt(NOON.minusSeconds(1))).isEqualTo(positions.getFirst());
			for (int i = 0; i < 100; i++) {
				assertThat(log.positionAt(NOON.plusSeconds(i))).isEqualTo(positions.get(2 * i));
				assertThat(log.positionAt(NOON.plusSeconds(i).minusMillis(1))).isEqualTo(positions.get(2 * i));
			}
			assertThat(log.positionAt(NOON.plusSeconds(100))).isEqualTo(log.end());
		}
	}

	@Test
	void neverLetsArrivalsGoBackInTime() throws IOException {
		try (var log = open()) {
			log.append(entries(0, 1), NOON);
			log.append(entries(1, 2), NOON.minusSeconds(60));
		}
		try (var log = open()) {
			log.append(entries(2, 3), NOON.minusSeconds(60));
			assertThat(readAll(log)).extracting(LogEntry::arrivalMillis).containsOnly(NOON.toEpochMilli());
		}
	}

	@Test
	void deletesSegmentsAllOfWhoseEntriesAreOld() throws IOException {
		try (var log = open()) {
			for (int i = 0; i < 100; i++) {
				log.append(entries(i, i + 1), NOON.plusSeconds(i));
			}
			int before = segments().size();
			log.trim(NOON.plusSeconds(50));

			assertThat(segments()).hasSizeLessThan(before);
			assertThat(log.positionAt(NOON.plusSeconds(50))).isGreaterThan(log.start());
			assertThat(readAll(log)).extracting(ShardLogTests::text)
					.endsWith("98", "99")
					.contains("50")
					.doesNotContain("0");
		}
	}

	@Test
	void isStillThereWhenAllOfItIsOld() throws IOException {
		long end;
		try (var log = open()) {
			log.append(entries(0, 60), NOON);
			log.append(entries(60, 61), NOON);
			log.trim(NOON.plusSeconds(1));
			end = log.end();
		}
		try (var log = open()) {
			assertThat(log.end()).isEqualTo(end);
		}
	}

	private void assertThatTheLogEndsAt(long end) throws IOException {
		try (var log = open()) {
			assertThat(log.end()).isEqualTo(end);
			log.append(List.of(entry("k", "next")), NOON);
			assertThat(readAll(log)).extracting(ShardLogTests::text).endsWith("next");
		}
	}

	private ShardLog open() throws IOException {
		return ShardLog.open(directory, SEGMENT);
	}

	private List<Path> segments() throws IOException {
		try (var files = Files.list(directory)) {
			return files.sorted().toList();
		}
	}

	private Path onlySegment() throws IOException {
		assertThat(segments()).hasSize(1);
		return segments().getFirst();
	}

	private static List<LogEntry> readAll(ShardLog log) throws IOException {
		var entries = new ArrayList<LogEntry>();
		assertThat(log.read(0, entries::add)).isEqualTo(log.end());
		return entries;
	}

	private static List<NewEntry> entries(int from, int to) {
		return IntStream.range(from, to).mapToObj(i -> entry("key", Integer.toString(i))).toList();
	}

	private static List<String> texts(int from, int to) {
		return IntStream.range(from, to).mapToObj(Integer::toString).toList();
	}

	private static NewEntry entry(String key, String data) {
		return new NewEntry(key, false, bytes(data));
	}

	private static ByteBuffer bytes(String data) {
		return ByteBuffer.wrap(data.getBytes(StandardCharsets.UTF_8));
	}

	private static String text(LogEntry entry) {
		return StandardCharsets.UTF_8.decode(entry.data().duplicate()).toString();
	}
}
