package dev.millrace.event;

import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class EventWriterTests {

	private static final Instant NOW = Instant.parse("2026-11-20T08:00:00.123456Z");

	private final EventReader reader = new EventReader(EventLimits.DEFAULTS);
	private final EventWriter writer = new EventWriter(() -> "made-id");

	@Test
	void addsWhatIsMissing() {
		Event event = complete("{\"type\":\"t\"}");
		assertThat(document(event)).isEqualTo("""
				{"specversion":"1.0","id":"made-id","source":"/default","type":"t","partitionkey":"made-id",\
				"receivedat":"2026-11-20T08:00:00.123Z","generatedid":true}""");
		assertThat(event.repeatable()).isFalse();
		assertThat(event.timestamp()).isEqualTo(Instant.parse("2026-11-20T08:00:00.123Z"));
	}

	@Test
	void leavesWhatIsThere() {
		Event event = complete("""
				{"data":{"b": 1.0,"a" : [ ]},"type":"t","specversion":"1.0","time":"2026-11-20t07:00:00z","id":"7",
				"source":"/shop","partitionkey":"k","subject":null}""");
		assertThat(document(event)).isEqualTo("""
				{"data":{"b": 1.0,"a" : [ ]},"type":"t","specversion":"1.0","time":"2026-11-20t07:00:00z","id":"7",\
				"source":"/shop","partitionkey":"k","receivedat":"2026-11-20T08:00:00.123Z"}""");
		assertThat(event.repeatable()).isTrue();
		assertThat(event.mayLieAnywhere()).isFalse();
		assertThat(event.timestamp()).isEqualTo(Instant.parse("2026-11-20T07:00:00Z"));
	}

	@Test
	void quotesTheSourceAndIdThatItAdds() {
		var odd = new EventWriter(() -> "x");
		Event event = odd.complete(draft("{\"type\":\"t\"}"), "/a\"b\\\u00e9", NOW);
		assertThat(document(event)).contains("\"source\":\"/a\\\"b\\\\\u00e9\"");
	}

	@ParameterizedTest
	@ValueSource(strings = {"1.0", "0.10e+05", "1234567890123456789012345678901234567890.1", "-0",
			"{\"z\":1, \"a\":2,\"z\":3}",
			"\"\\u00e9\\/\\ud83d\\ude00\"", "[ ]", "null", "{ \"a\" :\n\t1 }", "\"\"", "\"\u65e5\u672c\""})
	void passesDataThroughByteForByte(String data) {
		assertThat(document(complete("{\"type\":\"t\",\"data\": " + data + " ,\"id\":\"i\"}")))
				.contains(",\"data\": " + data + ",");
		assertThat(document(complete("{\"type\":\"t\",\"data\":" + data + "}"))).contains("\"data\":" + data + ",");
	}

	@Test
	void isReadBackAsItWasWritten() {
		Event written = complete(
				"{\"type\":\"t\",\"id\":\"" + "i".repeat(300) + "\",\"time\":\"2026-11-20T08:00:00Z\"}");
		var read = (Event.Stored.Legible) Event.read(written.document());
		assertThat(read.event()).usingRecursiveComparison().isEqualTo(written);
		assertThat(written.partitionKey()).hasSize(64);
	}

	@Test
	void mayLieAnywhereWhereNobodyChoseWhatItsPlaceFollowsFrom() {
		assertThat(complete("{\"type\":\"t\"}").mayLieAnywhere()).isTrue();
		assertThat(complete("{\"type\":\"t\",\"id\":\"7\"}").mayLieAnywhere()).isFalse();
		assertThat(complete("{\"type\":\"t\",\"partitionkey\":\"k\"}").mayLieAnywhere()).isFalse();
	}

	@Test
	void refusesADocumentThatTheIntakeDidNotWrite() {
		assertThat(Event.read("{\"type\":\"t\"}".getBytes(UTF_8))).isInstanceOf(Event.Stored.Illegible.class);
		assertThat(Event.read(new byte[]{1, 2, 3})).isInstanceOf(Event.Stored.Illegible.class);
		assertThat(Event.read(new byte[0])).isInstanceOf(Event.Stored.Illegible.class);
	}

	@Test
	void readsBackAnyJsonThatItTook() {
		for (long seed = 0; seed < 2_000; seed++) {
			String data = new RandomJson(new Random(seed)).value(4);
			Event event = complete("{ \"data\" : " + data + ", \"type\":\"t\"}");
			assertThat(document(event)).as("seed %d", seed).contains("\"data\" : " + data + ",\"type\"");
			assertThat(Event.read(event.document())).as("seed %d", seed).isInstanceOf(Event.Stored.Legible.class);
		}
	}

	private Event complete(String text) {
		return writer.complete(draft(text), "/default", NOW);
	}

	private Draft draft(String text) {
		byte[] bytes = text.getBytes(UTF_8);
		return ((Reading.Read) reader.read(bytes, 0, bytes.length)).draft();
	}

	private static String document(Event event) {
		return new String(event.document(), UTF_8);
	}
}
