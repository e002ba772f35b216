package dev.millrace.bench.processor;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Who gave events their ids, which decides what storing them takes. */
enum Ids {

	BY_INGEST {

		@Override
		String id(int number, Instant time) {
			var random = ThreadLocalRandom.current();
			return new UUID((time.toEpochMilli() << 16) | 0x7000 | random.nextInt(0x1000),
					(random.nextLong() >>> 2) | (1L << 63)).toString();
		}
	},

	BY_CLIENT {

		@Override
		String id(int number, Instant time) {
			return "order-%d-%08d".formatted(time.toEpochMilli(), number);
		}
	};

	/** Of one event, in the form in which the intake writes it. */
	static final int BYTES = 1000;

	abstract String id(int number, Instant time);

	/** So many events, each of a partition key of its own. */
	List<byte[]> events(int count) {
		Instant time = Instant.ofEpochMilli(System.currentTimeMillis());
		return IntStream.range(0, count).mapToObj(number -> event(number, time)).toList();
	}

	private byte[] event(int number, Instant time) {
		String id = id(number, time);
		String head = """
				{"specversion":"1.0","id":"%s","source":"/bench","type":"bench.event","time":"%s","data":{"n":%d,"text":\""""
				.formatted(id, time, number);
		String tail = "\"},\"partitionkey\":\"%s\",\"receivedat\":\"%s\"%s}".formatted(id, time,
				this == BY_INGEST ? ",\"generatedid\":true" : "");
		return (head + "x".repeat(BYTES - head.length() - tail.length()) + tail).getBytes(UTF_8);
	}

	/** An attribute of an event of these, which are written without blanks. */
	static String attribute(String event, String name) {
		int from = event.indexOf("\"" + name + "\":\"") + name.length() + 4;
		return event.substring(from, event.indexOf('"', from));
	}
}
