package dev.millrace.cloud.kinesis;

/** The errors of Kinesis that a client can meet here, by the names that AWS gives them on the wire. */
public enum ErrorCode {
	EXPIRED_ITERATOR("ExpiredIteratorException"),
	EXPIRED_NEXT_TOKEN("ExpiredNextTokenException"),
	INTERNAL_FAILURE("InternalFailure"),
	INVALID_ARGUMENT("InvalidArgumentException"),
	LIMIT_EXCEEDED("LimitExceededException"),
	RESOURCE_IN_USE("ResourceInUseException"),
	RESOURCE_NOT_FOUND("ResourceNotFoundException"),
	SERIALIZATION("SerializationException"),
	THROUGHPUT_EXCEEDED("ProvisionedThroughputExceededException"),
	UNKNOWN_OPERATION("UnknownOperationException"),
	VALIDATION("ValidationException");

	private final String wireName;

	ErrorCode(String wireName) {
		this.wireName = wireName;
	}

	public String wireName() {
		return wireName;
	}

	public KinesisException with(String message) {
		return new KinesisException(this, message);
	}
}
