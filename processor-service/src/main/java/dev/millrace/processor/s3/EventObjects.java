package dev.millrace.processor.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.millrace.event.Event;
import dev.millrace.processor.LargeEvents;

/**
 * Documents as objects whose keys are their digests: a redelivered one comes to lie where it lay, and no other. One that is
 * put by a record which then loses its identity to another is left behind; nothing points there.
 */
final class EventObjects implements LargeEvents {

	private static final String PREFIX = "events/";

	private final Objects objects;

	EventObjects(Objects objects) {
		this.objects = objects;
	}

	@Override
	public String keep(Event event) {
		String key = PREFIX + digest(event.document()) + ".json";
		objects.put(key, "application/cloudevents+json", event.document());
		return key;
	}

	@Override
	public byte[] read(String place) {
		return objects.get(place);
	}

	private static String digest(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}
}
