package dev.millrace.event;

import java.time.Instant;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever bytes come: they are refused with a problem, or are events that come out of the stream as they went in. */
class EventReaderFuzzTests {

	private static final EventReader READER = new EventReader(EventLimits.DEFAULTS);
	private static final EventWriter WRITER = new EventWriter(() -> "made");

	@FuzzTest(maxDuration = "5s")
	void whatIsReadIsWhatIsStored(byte[] text) {
		switch (READER.readBody(text, 100)) {
			case Body.Unreadable(var problem) -> assertThat(problem.detail()).isNotBlank();
			case Body.Events(var readings) -> check(readings);
		}
	}

	private static void check(List<Reading> readings) {
		for (Reading reading : readings) {
			switch (reading) {
				case Reading.Refused(var problem) -> assertThat(problem.detail()).isNotBlank();
				case Reading.Read(var draft) -> check(WRITER.complete(draft, "/default", Instant.EPOCH));
			}
		}
	}

	private static void check(Event event) {
		assertThat(Event.read(event.document())).isInstanceOfSatisfying(Event.Stored.Legible.class, stored -> {
			assertThat(stored.event().id()).isEqualTo(event.id());
			assertThat(stored.event().source()).isEqualTo(event.source());
			assertThat(stored.event().type()).isEqualTo(event.type());
			assertThat(stored.event().partitionKey()).isEqualTo(event.partitionKey());
			assertThat(stored.event().time()).isEqualTo(event.time());
			assertThat(stored.event().repeatable()).isEqualTo(event.repeatable());
		});
	}
}
