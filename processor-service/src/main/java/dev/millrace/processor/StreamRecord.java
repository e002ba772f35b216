package dev.millrace.processor;

import java.time.Instant;

/**
 * One record as the stream delivers it, taken out of its aggregate. It may be delivered again.
 *
 * @param position where it stands
 * @param arrivedAt when the stream took it, approximately
 * @param bytes what it holds; not copied, so not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Up to a megabyte, passed on as it came; never compared.
public record StreamRecord(Position position, Instant arrivedAt, byte[] bytes) {}
