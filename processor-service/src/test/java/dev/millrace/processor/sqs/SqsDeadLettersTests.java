package dev.millrace.processor.sqs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.processor.DeadLetter;
import dev.millrace.processor.LargeLetters;
import dev.millrace.processor.Position;
import dev.millrace.processor.Reason;
import dev.millrace.processor.StreamRecord;

import static org.assertj.core.api.Assertions.assertThat;

class SqsDeadLettersTests {

	private static final Instant FIRST = Instant.parse("2026-11-20T08:00:00Z");

	private final List<SendMessageRequest> sent = new ArrayList<>();
	private final List<DeadLetter> kept = new ArrayList<>();
	private final SqsDeadLetters letters = letters(1 << 20);

	private SqsDeadLetters letters(int limit) {
		return new SqsDeadLetters(new Queue(), () -> new DeadLetterQueue("http://localhost/queue", limit),
				new Elsewhere());
	}

	private final class Elsewhere implements LargeLetters {

		@Override
		public String keep(DeadLetter letter) {
			kept.add(letter);
			return "s3://letters/1";
		}

		@Override
		public byte[] read(String place) {
			throw new AssertionError("nobody asks");
		}
	}

	private final class Queue implements SqsClient {

		@Override
		public SendMessageResponse sendMessage(SendMessageRequest request) {
			sent.add(request);
			return SendMessageResponse.builder().messageId("1").build();
		}

		@Override
		public String serviceName() {
			return SERVICE_NAME;
		}

		@Override
		public void close() {}
	}

	private static DeadLetter letter(byte[] bytes, String message) {
		var reason = new Reason(Reason.REJECTED, message, Optional.of("java.lang.IllegalStateException"), 5, FIRST,
				FIRST.plusSeconds(2));
		var position = new Position("millrace-events", "shardId-000000000001", "4959", 7);
		return new DeadLetter(reason, new StreamRecord(position, FIRST.minusSeconds(1), bytes));
	}

	private JsonNode write(DeadLetter letter) {
		letters.write(letter);
		return JsonMapper.shared().readTree(sent.getLast().messageBody());
	}

	@Test
	void tellsAllThatIsKnownOfTheRecord() {
		byte[] bytes = {0, 1, (byte) 0xFF};

		JsonNode body = write(letter(bytes, "too large \uFFFF ☃"));

		assertThat(body.at("/reason/code").asString()).isEqualTo("rejected");
		assertThat(body.at("/reason/message").asString()).isEqualTo("too large \uFFFF ☃");
		assertThat(body.at("/reason/exception").asString()).isEqualTo("java.lang.IllegalStateException");
		assertThat(body.at("/reason/attempts").asInt()).isEqualTo(5);
		assertThat(body.at("/reason/firstAt").asString()).isEqualTo("2026-11-20T08:00:00Z");
		assertThat(body.at("/reason/lastAt").asString()).isEqualTo("2026-11-20T08:00:02Z");
		assertThat(body.at("/stream").asString()).isEqualTo("millrace-events");
		assertThat(body.at("/shardId").asString()).isEqualTo("shardId-000000000001");
		assertThat(body.at("/sequenceNumber").asString()).isEqualTo("4959");
		assertThat(body.at("/subsequenceNumber").asLong()).isEqualTo(7);
		assertThat(body.at("/approximateArrival").asString()).isEqualTo("2026-11-20T07:59:59Z");
		assertThat(body.at("/encoding").asString()).isEqualTo("base64");
		assertThat(Base64.getDecoder().decode(body.at("/bytes").asString())).isEqualTo(bytes);
	}

	@Test
	void sendsNothingButAscii() {
		letters.write(letter(new byte[0], "\uFFFF☃\u0000"));

		assertThat(sent.getLast().messageBody()).containsPattern("\\A[ -~]*\\z");
	}

	@Test
	void compressesWhatWouldNotFit() throws IOException {
		byte[] bytes = new byte[1 << 20];

		JsonNode body = write(letter(bytes, "large"));

		assertThat(body.at("/encoding").asString()).isEqualTo("gzip+base64");
		byte[] packed = Base64.getDecoder().decode(body.at("/bytes").asString());
		assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes()).isEqualTo(bytes);
	}

	@Test
	void cutsAMessageThatIsLong() {
		assertThat(write(letter(new byte[0], "m".repeat(5000))).at("/reason/message").asString()).hasSize(1000);
	}

	@Test
	void keepsElsewhereWhatFitsInNoWayAndSaysWhere() {
		byte[] noise = new byte[100_000];
		new Random(1).nextBytes(noise);
		var small = letters(4096);

		small.write(letter(noise, "noise"));

		assertThat(kept).singleElement().satisfies(letter -> assertThat(letter.record().bytes()).isEqualTo(noise));
		JsonNode body = JsonMapper.shared().readTree(sent.getLast().messageBody());
		assertThat(body.at("/encoding").asString()).isEqualTo("uri");
		assertThat(body.at("/bytes").asString()).isEqualTo("s3://letters/1");
	}
}
