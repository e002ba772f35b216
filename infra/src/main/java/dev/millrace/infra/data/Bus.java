package dev.millrace.infra.data;

import java.util.List;
import java.util.Map;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.CfnArchive;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Match;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SqsQueue;

import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.PlatformStack;

/** The bus on which stored events are published, what of it is kept for a replay, and a rule to copy. */
final class Bus {

	private static final int ARCHIVE_DAYS = 7;

	private Bus() {}

	static EventBus make(PlatformStack stack, Queues queues) {
		var bus = EventBus.Builder.create(stack, "Bus")
				.eventBusName(stack.name(Limit.BUS, "events"))
				.description("Stored events: detail-type is the type, source the source, detail the CloudEvent")
				.build();
		bus.applyRemovalPolicy(stack.removal());
		var archive = CfnArchive.Builder.create(stack, "BusArchive")
				.archiveName(stack.name(Limit.ARCHIVE, "events"))
				.description("For a replay of what rules missed")
				.sourceArn(bus.getEventBusArn())
				.eventPattern(Map.of("account", List.of(stack.getAccount())))
				.retentionDays(ARCHIVE_DAYS)
				.build();
		archive.applyRemovalPolicy(stack.removal());
		Rule.Builder.create(stack, "SampleRule")
				.ruleName(stack.name(Limit.RULE, "sample"))
				.description("To copy: events whose type begins with 'sample.' go to a queue, at least once")
				.eventBus(bus)
				.eventPattern(EventPattern.builder().detailType(Match.prefix("sample.")).build())
				.targets(List.of(SqsQueue.Builder.create(queues.sample())
						.deadLetterQueue(queues.sampleDeadLetters())
						.maxEventAge(Duration.hours(24))
						.retryAttempts(185)
						.build()))
				.build();
		return bus;
	}
}
