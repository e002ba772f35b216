package dev.millrace.ingest;

import org.hibernate.validator.constraints.Range;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import dev.millrace.event.Event;
import dev.millrace.event.EventLimits;

/**
 * What counts as an event, under {@code millrace.ingest}.
 *
 * @param maxEventBytes of one event as it was sent; at most what a record holds
 * @param maxDepth of nested objects and arrays in one event
 * @param maxNumberLength in characters
 * @param maxAttributeBytes of one attribute's value; at most what an index key of DynamoDB leaves room for. A partition key
 *        has 256 characters at most, which is Kinesis' own limit
 */
@Validated
@ConfigurationProperties("millrace.ingest")
record IngestProperties(
		@DefaultValue("1048576") @Range(min = 1024, max = Event.RECORD_BYTES) int maxEventBytes,
		@DefaultValue("256") @Range(min = 2, max = 5000) int maxDepth,
		@DefaultValue("1000") @Range(min = 20, max = 100000) int maxNumberLength,
		@DefaultValue("1024") @Range(min = 64, max = 1024) int maxAttributeBytes) {

	EventLimits limits() {
		return new EventLimits(maxEventBytes, maxDepth, maxNumberLength, maxAttributeBytes,
				EventLimits.KINESIS_PARTITION_KEY);
	}
}
