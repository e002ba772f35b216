package dev.millrace.ingest.http;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.github.luben.zstd.Zstd;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A body as a client might send it to {@code /v1/events}; each event has an id, so that it says the same twice. */
@SuppressWarnings("ArrayRecordComponent") // Of a test; never compared.
record RandomBody(String headers, byte[] bytes) {

	private static final List<String> EVENTS = List.of(
			"{\"type\":\"t\",\"id\":\"\u00e4\",\"data\":{\"a\" : [1.0,\"\u20ac\"]}}",
			"{\"type\":\"u\",\"id\":\"2\",\"data\":\"\\ud83d\\ude00 \ud83d\ude00\"}",
			"{\"data\":1e400,\"id\":\"\\u0033\",\"type\":\"v\",\"source\":\"/s\",\"mine\":true}",
			"{\"id\":5,\"type\":\"a number as id\"}", "{\"id\":\"no type\"}", "[]", "null",
			"{\"type\":\"t\",\"id\":\"6\",,}");

	static RandomBody of(Random random) {
		boolean lines = random.nextBoolean();
		byte[] plain = text(lines, random).getBytes(UTF_8);
		if (random.nextInt(6) == 0) {
			plain = Arrays.copyOf(plain, random.nextInt(plain.length));
		}
		String type = "Content-Type: application/" + (lines ? "x-ndjson" : "json");
		return switch (random.nextInt(4)) {
			case 0 -> new RandomBody(type + "\nContent-Encoding: gzip", Packed.gzip(plain));
			case 1 -> new RandomBody(type + "\nContent-Encoding: zstd", Zstd.compress(plain));
			default -> new RandomBody(type, plain);
		};
	}

	private static String text(boolean lines, Random random) {
		var events = IntStream.range(0, 1 + random.nextInt(6))
				.mapToObj(_ -> EVENTS.get(random.nextInt(random.nextInt(4) == 0 ? EVENTS.size() : 3)));
		return lines ? events.collect(Collectors.joining("\n"))
				: events.collect(Collectors.joining(", ", "[", "]"));
	}

	@Override
	public String toString() {
		return headers.replace('\n', ' ') + " " + new String(bytes, UTF_8);
	}
}
