package dev.millrace.processor;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import dev.millrace.event.Event;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Events as the intake writes them, each in a record of its own. */
public final class TestEvents {

	public static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
	private static final AtomicLong SEQUENCE = new AtomicLong(1000);

	private TestEvents() {}

	/** What a test says of an event; the rest is the same for all. */
	public record Spec(String id, String source, String type, String key, Instant time, boolean made,
			String data) {

		public Spec source(String other) {
			return new Spec(id, other, type, key, time, made, data);
		}

		public Spec type(String other) {
			return new Spec(id, source, other, key, time, made, data);
		}

		public Spec key(String other) {
			return new Spec(id, source, type, other, time, made, data);
		}

		public Spec time(Instant other) {
			return new Spec(id, source, type, key, other, made, data);
		}

		public Spec data(String other) {
			return new Spec(id, source, type, key, time, made, other);
		}

		public Spec generatedId() {
			return new Spec(id, source, type, key, time, true, data);
		}

		public byte[] document() {
			return """
					{"specversion":"1.0","id":"%s","source":"%s","type":"%s","partitionkey":"%s","time":"%s",\
					"data":%s,"receivedat":"2026-11-20T08:00:00Z"%s}"""
					.formatted(id, source, type, key, time, data, made ? ",\"generatedid\":true" : "")
					.getBytes(UTF_8);
		}

		public StreamRecord record() {
			return recordAt("shardId-000000000000");
		}

		public StreamRecord recordAt(String shard) {
			return TestEvents.record(shard, document());
		}

		public Arrival arrival() {
			return TestEvents.arrival(record());
		}
	}

	/** An event whose sender chose its id. */
	public static Spec event(String id) {
		return new Spec(id, "/tests", "tests.happened", id, NOW, false, "{\"n\":1.0}");
	}

	public static StreamRecord record(String shard, byte[] bytes) {
		var position = new Position("millrace-events", shard, Long.toString(SEQUENCE.incrementAndGet()), 0);
		return new StreamRecord(position, NOW, bytes);
	}

	public static Arrival arrival(StreamRecord record) {
		return switch (Event.read(record.bytes())) {
			case Event.Stored.Legible(var event) -> new Arrival(event, record);
			case Event.Stored.Illegible(var problem) -> throw new AssertionError(problem.detail());
		};
	}
}
