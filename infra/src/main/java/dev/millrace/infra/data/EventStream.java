package dev.millrace.infra.data;

import java.util.List;

import software.amazon.awscdk.services.kinesis.CfnStream;
import software.amazon.awscdk.services.kms.IKey;

import dev.millrace.infra.settings.Settings;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** The stream: what a receipt refers to. */
final class EventStream {

	private static final List<String> SHARD_METRICS = List.of("IncomingBytes", "IncomingRecords",
			"IteratorAgeMilliseconds", "OutgoingBytes", "OutgoingRecords", "ReadProvisionedThroughputExceeded",
			"WriteProvisionedThroughputExceeded");

	private EventStream() {}

	static CfnStream make(PlatformStack stack, IKey key) {
		Settings.Stream settings = stack.settings().stream();
		var stream = CfnStream.Builder.create(stack, "EventStream")
				.name(stack.name(Limit.STREAM, "events"))
				.retentionPeriodHours(settings.retentionHours())
				.streamModeDetails(CfnStream.StreamModeDetailsProperty.builder()
						.streamMode(settings.shards().isPresent() ? "PROVISIONED" : "ON_DEMAND")
						.build())
				.streamEncryption(CfnStream.StreamEncryptionProperty.builder()
						.encryptionType("KMS")
						.keyId(key.getKeyArn())
						.build());
		settings.shards().ifPresent(stream::shardCount);
		if (settings.shardMetrics()) {
			stream.desiredShardLevelMetrics(SHARD_METRICS);
		}
		var made = stream.build();
		PlatformStack.accept(made, "AwsSolutions::AwsSolutions-KDS3",
				"The platform's own key: who may use it is said in its policy, which that of aws/kinesis does not let us say.");
		made.applyRemovalPolicy(stack.removal());
		return made;
	}
}
