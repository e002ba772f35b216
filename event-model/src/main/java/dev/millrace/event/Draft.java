package dev.millrace.event;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An event as its sender wrote it: the attributes that decide its way are read, all others and {@code data} are left as
 * the bytes they came in.
 *
 * @param bytes the text that holds the event, among others perhaps; not copied, so not to be changed
 * @param members the members of the event that count (those that are {@code null} do not), as places in {@code bytes}
 * @param id as sent, if it was
 * @param source as sent, if it was
 * @param type as sent; every event has one
 * @param time as sent, if it was
 * @param partitionKey as sent, if it was
 * @param receivedAt when the intake took it; empty until it has
 * @param defaults attributes by name, which count where the sender gave none of that name
 */
@SuppressWarnings("ArrayRecordComponent") // A view over a request of megabytes; never compared.
public record Draft(byte[] bytes, List<Member> members, Optional<String> id, Optional<String> source, String type,
		Optional<Instant> time, Optional<String> partitionKey, Optional<Instant> receivedAt,
		Map<String, String> defaults) {

	public Draft {
		members = List.copyOf(members);
		defaults = Collections.unmodifiableMap(defaults);
	}

	/**
	 * The same event with further attributes, where the sender gave none of that name.
	 *
	 * @param attributes extensions by name, such as {@code traceparent}, of values that CloudEvents allows
	 */
	public Draft withDefaults(Map<String, String> attributes) {
		return new Draft(bytes, members, id, source, type, time, partitionKey, receivedAt, attributes);
	}

	/** Whether the sender gave this member and meant it. */
	public boolean has(String name) {
		for (Member member : members) {
			if (member.name().equals(name)) {
				return true;
			}
		}
		return false;
	}

	/** Bytes of its members together, as they were sent. */
	public int size() {
		int size = 0;
		for (Member member : members) {
			size += member.to() - member.from();
		}
		return size;
	}

	/**
	 * One member of the event's object.
	 *
	 * @param name its name
	 * @param from where its name's opening quote stands
	 * @param to the place behind the last byte of its value
	 */
	public record Member(String name, int from, int to) {}
}
