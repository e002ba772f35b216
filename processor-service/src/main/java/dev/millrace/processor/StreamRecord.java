package dev.millrace.processor;

import java.time.Instant;
import java.util.Optional;

/**
 * One record as the stream delivers it, taken out of its aggregate. It may be delivered again.
 *
 * @param position where it stands
 * @param arrivedAt when the stream took it, approximately
 * @param bytes what it holds; not copied, so not to be changed
 * @param damage what is wrong with it as a part of the stream
 */
@SuppressWarnings("ArrayRecordComponent") // Up to a megabyte, passed on as it came; never compared.
public record StreamRecord(Position position, Instant arrivedAt, byte[] bytes, Optional<Damage> damage) {

	/** A record that is whole. */
	public StreamRecord(Position position, Instant arrivedAt, byte[] bytes) {
		this(position, arrivedAt, bytes, Optional.empty());
	}
}
