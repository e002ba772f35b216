package dev.millrace.file.sqs;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.millrace.file.Generation;
import dev.millrace.file.Notice;
import dev.millrace.file.Sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class S3EventsTests {

	private static final String ID = "01a1fe99-2544-7bb1-866e-27361a3ec39b";

	@Test
	void whatIsWrittenIsReadAndKeysAreDecoded() {
		var generation = Generation.told(new Sequencer("0055AED6DCD90281E5"), Optional.of("v1"), 12,
				Optional.of("9b2cf535f27731c974343645a3985328"));
		assertThat(S3Events.read("m", S3Events.of("bucket", ID, generation)))
				.containsExactly(new Notice("m", true, ID, generation));
		assertThat(S3Events.read("m", event("ObjectRemoved:DeleteMarkerCreated", "uploads%2F" + ID)))
				.singleElement()
				.satisfies(notice -> assertThat(notice.created()).isFalse());
	}

	@Test
	void theTestEventAndOtherObjectsAreNothing() {
		assertThat(S3Events.read("m", "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}")).isEmpty();
		assertThat(S3Events.read("m", event("ObjectCreated:Put", "derivatives/" + ID + "/1/a.png"))).isEmpty();
		assertThat(S3Events.read("m", event("ObjectCreated:Put", "uploads/holiday+photo.png"))).isEmpty();
	}

	@Test
	void whatIsNoEventIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> S3Events.read("m", "no JSON"));
		assertThatIllegalArgumentException().isThrownBy(() -> S3Events.read("m", "{}"));
	}

	private static String event(String name, String key) {
		return "{\"Records\":[{\"eventName\":\"%s\",\"s3\":{\"object\":{\"key\":\"%s\",\"sequencer\":\"1\"}}}]}"
				.formatted(name, key);
	}
}
