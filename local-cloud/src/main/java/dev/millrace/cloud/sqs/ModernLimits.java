package dev.millrace.cloud.sqs;

import org.elasticmq.Limit;
import org.elasticmq.LimitedValue;
import org.elasticmq.Limits;
import org.elasticmq.RangeLimit;
import org.elasticmq.StrictSQSLimits;
import scala.collection.immutable.List;

/** SQS's limits as ElasticMQ knows them, with the message of 1 MiB that SQS takes since August 2025. */
final class ModernLimits implements Limits {
	private static final int MAX_MESSAGE_BYTES = 1 << 20;

	@Override
	public Limit<Object> maxMessageLength() {
		return new LimitedValue<>(MAX_MESSAGE_BYTES);
	}

	@Override
	public Limit<Object> queueNameLengthLimit() {
		return StrictSQSLimits.queueNameLengthLimit();
	}

	@Override
	public Limit<Object> batchSizeLimit() {
		return StrictSQSLimits.batchSizeLimit();
	}

	@Override
	public Limit<RangeLimit<Object>> numberOfMessagesLimit() {
		return StrictSQSLimits.numberOfMessagesLimit();
	}

	@Override
	public Limit<Object> nonEmptyAttributesLimit() {
		return StrictSQSLimits.nonEmptyAttributesLimit();
	}

	@Override
	public Limit<List<RangeLimit<Object>>> bodyValidCharactersLimit() {
		return StrictSQSLimits.bodyValidCharactersLimit();
	}

	@Override
	public Limit<RangeLimit<scala.math.BigDecimal>> numberAttributeValueLimit() {
		return StrictSQSLimits.numberAttributeValueLimit();
	}

	@Override
	public Limit<RangeLimit<Object>> messageWaitTimeLimit() {
		return StrictSQSLimits.messageWaitTimeLimit();
	}

	@Override
	public Limit<Object> messageAttributesLimit() {
		return StrictSQSLimits.messageAttributesLimit();
	}
}
