package dev.millrace.processor.s3;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import dev.millrace.processor.DeadLetter;
import dev.millrace.processor.Reason;
import dev.millrace.processor.Unavailable;
import dev.millrace.testing.LocalCloud;
import dev.millrace.testing.Platform;

import static dev.millrace.processor.TestEvents.event;
import static dev.millrace.processor.TestEvents.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ObjectsIT {

	@RegisterExtension
	static final LocalCloud CLOUD = new LocalCloud();

	private static final String BUCKET = "millrace-overflow";
	private static final S3Client CLIENT = client();

	private final Objects objects = new Objects(CLIENT, BUCKET);

	private static S3Client client() {
		return S3Client.builder()
				.endpointOverride(CLOUD.endpoint())
				.region(Region.US_EAST_1)
				.forcePathStyle(true)
				.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
				.build();
	}

	@BeforeAll
	static void makeTheBucket() {
		Platform.makeAt(CLOUD.endpoint());
	}

	@AfterAll
	static void close() {
		CLIENT.close();
	}

	private static byte[] noise(int bytes) {
		byte[] noise = new byte[bytes];
		new Random(1).nextBytes(noise);
		return noise;
	}

	private static DeadLetter letter(byte[] bytes) {
		var now = Instant.parse("2026-11-20T08:00:00Z");
		var reason = new Reason(Reason.UNREADABLE, "no event", Optional.empty(), 1, now, now);
		return new DeadLetter(reason, record("shardId-000000000000", bytes));
	}

	@Test
	void anEventLiesAtTheSamePlaceHoweverOftenItIsKept() {
		var events = new EventObjects(objects);
		var large = event("large").data("\"" + "x".repeat(1_000_000) + "\"").arrival().event();

		String place = events.keep(large);

		assertThat(events.keep(large)).isEqualTo(place).startsWith("events/");
		assertThat(events.read(place)).isEqualTo(large.document());
		long stored = CLIENT.headObject(head -> head.bucket(BUCKET).key(place)).contentLength();
		assertThat(stored).as("compressed").isLessThan(10_000);
	}

	@Test
	void compressesNothingThatWouldGrow() {
		byte[] noise = noise(1 << 20);
		var letters = new LetterObjects(objects);

		String place = letters.keep(letter(noise));

		assertThat(place).startsWith("s3://millrace-overflow/dead-letters/millrace-events/shardId-000000000000/");
		assertThat(letters.read(place)).isEqualTo(noise);
		String key = place.substring("s3://millrace-overflow/".length());
		assertThat(CLIENT.headObject(head -> head.bucket(BUCKET).key(key)).contentLength()).isEqualTo(noise.length);
	}

	@Test
	void readsLettersOfItsOwnPlaceAlone() {
		var letters = new LetterObjects(objects);

		assertThatThrownBy(() -> letters.read("s3://elsewhere/dead-letters/1")).hasMessageContaining("elsewhere");
		assertThatThrownBy(() -> letters.read("s3://millrace-overflow/dead-letters/no"))
				.isInstanceOf(IllegalStateException.class)
				.hasMessageContaining("millrace-overflow/dead-letters/no");
	}

	@Test
	void saysThatItCannotKeepWhereTheBucketIsNotThere() {
		var missing = new EventObjects(new Objects(CLIENT, "millrace-nowhere"));

		assertThatThrownBy(() -> missing.keep(event("a").arrival().event())).isInstanceOf(Unavailable.class)
				.hasMessageContaining("millrace-nowhere");
	}
}
