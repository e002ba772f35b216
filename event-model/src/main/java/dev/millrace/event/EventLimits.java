package dev.millrace.event;

/**
 * What one event may measure. The attribute bounds keep every index key of the table below what DynamoDB allows for one
 * (2,048 bytes a partition key), so that nothing is accepted that cannot be stored.
 *
 * @param eventBytes the event as it was sent, in bytes of UTF-8
 * @param depth nested objects and arrays, the event itself counting as one
 * @param numberLength characters of one number, sign, point and exponent included
 * @param attributeBytes the value of one attribute, in bytes of UTF-8
 * @param partitionKeyCharacters the partition key, in Unicode characters (Kinesis allows 256)
 */
public record EventLimits(int eventBytes, int depth, int numberLength, int attributeBytes, int partitionKeyCharacters) {

	/** The largest {@code partitionkey} that Kinesis takes. */
	public static final int KINESIS_PARTITION_KEY = 256;

	/**
	 * No event is larger than a record; how much of it is left for what is added to an event, each event tells by itself.
	 * Attributes of 1,024 bytes leave room in an index key for the slot behind them.
	 */
	public static final EventLimits DEFAULTS = new EventLimits(Event.RECORD_BYTES, 256, 1000, 1024,
			KINESIS_PARTITION_KEY);

	static Problem tooLarge(int bytes, int limit) {
		return Problem.whole(ProblemCode.EVENT_TOO_LARGE,
				"The event has %d bytes; the limit is %d.".formatted(bytes, limit));
	}
}
