package dev.millrace.system.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kinesis.model.Tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StreamsContractIT extends KinesisContract {

	@Test
	void describesAStreamThatWasCreated() {
		var name = stream(2);
		var stream = kinesis.describeStream(request -> request.streamName(name)).streamDescription();

		assertThat(stream.streamName()).isEqualTo(name);
		assertThat(stream.streamARN()).matches("arn:aws:kinesis:us-east-1:[0-9]{12}:stream/" + name);
		assertThat(stream.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
		assertThat(stream.streamModeDetails().streamMode()).isEqualTo(StreamMode.PROVISIONED);
		assertThat(stream.retentionPeriodHours()).isEqualTo(24);
		assertThat(stream.encryptionType()).isEqualTo(EncryptionType.NONE);
		assertThat(Duration.between(stream.streamCreationTimestamp(), Instant.now()).abs())
				.isLessThan(Duration.ofMinutes(5));
		assertThat(stream.shards()).hasSize(2)
				.allMatch(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null);
		assertThat(stream.hasMoreShards()).isFalse();
	}

	@Test
	void sumsUpAStream() {
		var name = stream(3);
		var summary = kinesis.describeStreamSummary(request -> request.streamName(name)).streamDescriptionSummary();

		assertThat(summary.openShardCount()).isEqualTo(3);
		assertThat(summary.consumerCount()).isZero();
		assertThat(summary.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
	}

	@Test
	void knowsAStreamByItsArn() {
		var name = stream(1);
		var arn = kinesis.describeStreamSummary(request -> request.streamName(name))
				.streamDescriptionSummary()
				.streamARN();

		assertThat(kinesis.describeStreamSummary(request -> request.streamARN(arn))
				.streamDescriptionSummary()
				.streamName())
				.isEqualTo(name);
	}

	@Test
	void createsAnOnDemandStreamWithFourShards() {
		var name = newName();
		kinesis.createStream(request -> request.streamName(name)
				.streamModeDetails(details -> details.streamMode(StreamMode.ON_DEMAND)));
		awaitActive(name);

		assertThat(openShards(name)).hasSize(4);
		kinesis.deleteStream(request -> request.streamName(name));
	}

	@Test
	@NotOnLocalStack("its pages never end")
	void listsStreamsPageByPage() {
		var first = stream(1);
		var second = stream(1);
		assertThat(kinesis.listStreamsPaginator(request -> request.limit(1)).streamNames()).contains(first, second);
	}

	@Test
	void forgetsAStreamThatWasDeleted() {
		var name = newName();
		kinesis.createStream(request -> request.streamName(name).shardCount(1));
		awaitActive(name);
		kinesis.deleteStream(request -> request.streamName(name));
		kinesis.waiter().waitUntilStreamNotExists(request -> request.streamName(name));

		assertThatThrownBy(() -> put(name, "key", "data")).isInstanceOf(ResourceNotFoundException.class);
	}

	@Test
	void pagesThroughTheShardsOfADescription() {
		var name = stream(3);
		var first = kinesis.describeStream(request -> request.streamName(name).limit(2)).streamDescription();
		var rest = kinesis.describeStream(
				request -> request.streamName(name).exclusiveStartShardId(first.shards().getLast().shardId()))
				.streamDescription();

		assertThat(first.shards()).hasSize(2);
		assertThat(first.hasMoreShards()).isTrue();
		assertThat(rest.shards()).hasSize(1);
		assertThat(rest.hasMoreShards()).isFalse();
	}

	@Test
	void changesHowLongRecordsAreKept() {
		var name = stream(1);
		kinesis.increaseStreamRetentionPeriod(request -> request.streamName(name).retentionPeriodHours(48));
		awaitActive(name);
		assertThat(retentionHours(name)).isEqualTo(48);

		kinesis.decreaseStreamRetentionPeriod(request -> request.streamName(name).retentionPeriodHours(24));
		awaitActive(name);
		assertThat(retentionHours(name)).isEqualTo(24);
	}

	@Test
	void keepsTags() {
		var name = stream(1);
		kinesis.addTagsToStream(request -> request.streamName(name).tags(Map.of("a", "1", "b", "2")));
		kinesis.addTagsToStream(request -> request.streamName(name).tags(Map.of("b", "3", "c", "4")));
		kinesis.removeTagsFromStream(request -> request.streamName(name).tagKeys("a"));

		assertThat(kinesis.listTagsForStream(request -> request.streamName(name)).tags()).containsExactlyInAnyOrder(
				tag("b", "3"),
				tag("c", "4"));
	}

	@Test
	void marksRecordsOfAnEncryptedStream() {
		var name = stream(1);
		kinesis.startStreamEncryption(
				request -> request.streamName(name).encryptionType(EncryptionType.KMS).keyId("alias/aws/kinesis"));
		awaitActive(name);
		assertThat(put(name, "key", "secret").encryptionType()).isEqualTo(EncryptionType.KMS);

		kinesis.stopStreamEncryption(
				request -> request.streamName(name).encryptionType(EncryptionType.KMS).keyId("alias/aws/kinesis"));
		awaitActive(name);
		assertThat(kinesis.describeStream(request -> request.streamName(name)).streamDescription().encryptionType())
				.isEqualTo(EncryptionType.NONE);
	}

	@Test
	void keepsAccountOfConsumers() {
		var name = stream(1);
		var arn = kinesis.describeStreamSummary(request -> request.streamName(name))
				.streamDescriptionSummary()
				.streamARN();
		var consumer = kinesis.registerStreamConsumer(request -> request.streamARN(arn).consumerName("reader"))
				.consumer();

		assertThat(consumer.consumerARN()).startsWith(arn + "/consumer/reader:");
		assertThat(kinesis.listStreamConsumers(request -> request.streamARN(arn)).consumers())
				.extracting(Consumer::consumerName)
				.containsExactly("reader");
		assertThat(kinesis.describeStreamConsumer(request -> request.consumerARN(consumer.consumerARN()))
				.consumerDescription()
				.consumerStatus()).isIn(ConsumerStatus.CREATING, ConsumerStatus.ACTIVE);
	}

	@Test
	void tellsItsLimits() {
		stream(2);
		var limits = kinesis.describeLimits();

		assertThat(limits.openShardCount()).isGreaterThanOrEqualTo(2);
		assertThat(limits.shardLimit()).isGreaterThan(limits.openShardCount());
	}

	private int retentionHours(String stream) {
		return kinesis.describeStreamSummary(request -> request.streamName(stream))
				.streamDescriptionSummary()
				.retentionPeriodHours();
	}

	private static Tag tag(String key, String value) {
		return Tag.builder().key(key).value(value).build();
	}
}
