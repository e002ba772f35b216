package dev.millrace.infra.ops;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import software.amazon.awscdk.services.guardduty.CfnDetector;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Subscription;
import software.amazon.awscdk.services.sns.SubscriptionProtocol;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

import dev.millrace.infra.app.AppStack;
import dev.millrace.infra.app.Metrics;
import dev.millrace.infra.data.DataStack;
import dev.millrace.infra.foundation.FoundationStack;
import dev.millrace.infra.ops.Alarms.Condition;
import dev.millrace.infra.settings.Service;
import dev.millrace.infra.stack.Limit;
import dev.millrace.infra.stack.Plan;
import dev.millrace.infra.stack.PlatformStack;

/** What tells people. */
public final class OpsStack extends PlatformStack {

	/** Of six hours: what was accepted in the last minute may be on its way. */
	private static final String BUT_A_MINUTE = "359 / 360";

	private static final String GROWING = "Dead letters become more: something goes on failing.";

	private final transient Alarms alarms;
	private final transient PlatformMetrics metrics;

	public OpsStack(Construct app, Plan plan, FoundationStack foundation, DataStack data, AppStack application) {
		super(app, plan, "Ops", "alarms, dashboard, traces, budget");
		var topic = topic(foundation);
		alarms = new Alarms(this, topic.getTopicArn());
		metrics = new PlatformMetrics(this, application, data);
		LogMetrics.of(this, application);
		promise(data);
		way(data);
		capacity();
		if (settings().operations().dashboard()) {
			alarms.together();
			new Dashboard(this, metrics, data).make();
		}
		Tracing.of(this);
		Budgets.of(this, topic);
		if (settings().operations().applicationInsights()) {
			Insights.of(this, topic);
		}
		if (settings().operations().canary()) {
			new Canary(this, foundation, data, application).make(alarms);
		}
		if (settings().operations().guardDuty()) {
			CfnDetector.Builder.create(this, "ThreatDetection")
					.enable(true)
					.findingPublishingFrequency("FIFTEEN_MINUTES")
					.build();
		}
		output("AlarmTopicArn", "where alarms are told", topic.getTopicArn());
	}

	private Topic topic(FoundationStack foundation) {
		var topic = Topic.Builder.create(this, "AlarmTopic")
				.topicName(name(Limit.TOPIC, "alarms"))
				.displayName("Millrace " + plan().names().suffix())
				.masterKey(foundation.key())
				.enforceSsl(true)
				.build();
		topic.applyRemovalPolicy(removal());
		topic.addToResourcePolicy(PolicyStatement.Builder.create()
				.sid("AlarmsAndBudgets")
				.effect(Effect.ALLOW)
				.principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com"),
						new ServicePrincipal("budgets.amazonaws.com")))
				.actions(List.of("sns:Publish"))
				.resources(List.of(topic.getTopicArn()))
				.conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", getAccount())))
				.build());
		settings().operations()
				.email()
				.ifPresent(address -> Subscription.Builder.create(this, "AlarmMail")
						.topic(topic)
						.protocol(SubscriptionProtocol.EMAIL)
						.endpoint(address)
						.build());
		return topic;
	}

	/** Whether what has a receipt ends up somewhere. */
	private void promise(DataStack data) {
		var equation = new LinkedHashMap<String, Metric>();
		equation.put("accepted", metrics.counted(Metrics.ACCEPTED));
		equation.put("stored", metrics.counted(Metrics.STORED));
		equation.put("duplicate", metrics.counted(Metrics.DUPLICATE));
		equation.put("dead", metrics.counted(Metrics.DEAD_LETTERED));
		alarms.on("no-loss", "Of what was accepted some is neither stored, a duplicate nor dead-lettered.",
				"accepted * %s - stored - FILL(duplicate, 0) - FILL(dead, 0)".formatted(BUT_A_MINUTE),
				equation, Condition.aboveBySixHours(0));
		data.queues().ofDeadLetters().forEach((word, queue) -> {
			String id = word.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
			// Letters of events do not stay in their queue: what counts is that one came.
			var waiting = word.equals("DeadLetters")
					? metrics.queue(queue.getQueueName(), "NumberOfMessagesSent", "Sum")
					: metrics.queue(queue.getQueueName(), "ApproximateNumberOfMessagesVisible", "Maximum");
			alarms.on(id, "There are dead letters.", waiting, Condition.above(0, 1));
			if (word.equals("DeadLetters")) {
				alarms.on(id + "-growing", GROWING, waiting, Condition.above(0, 5));
			} else if (!word.equals("SampleDeadLetters")) {
				alarms.on(id + "-growing", GROWING, "RATE(waiting) * 300", Map.of("waiting", waiting),
						Condition.above(0, 5));
			}
		});
	}

	/** Along the way of the data. */
	private void way(DataStack data) {
		alarms.on("errors", "Over 1 % of requests are answered with an error of ours.",
				"100 * (FILL(ours, 0) + FILL(targets, 0)) / IF(requests > 0, requests, 1)",
				ordered("ours", metrics.balancer("HTTPCode_ELB_5XX_Count", "Sum"), "targets",
						metrics.balancer("HTTPCode_Target_5XX_Count", "Sum"), "requests",
						metrics.balancer("RequestCount", "Sum")),
				Condition.above(1, 5));
		for (Service service : Service.values()) {
			alarms.on("unhealthy-" + service.word(),
					"Tasks of %s do not answer their health check.".formatted(service.id()),
					metrics.targets(service, "UnHealthyHostCount", "Maximum"), Condition.above(0, 5));
		}
		alarms.on("iterator-age", "What is read from the stream is older than a minute.",
				metrics.stream("GetRecords.IteratorAgeMilliseconds", "Maximum"), Condition.above(60_000, 5));
		alarms.on("retention", "What is read from the stream is close to falling out of it.",
				metrics.stream("GetRecords.IteratorAgeMilliseconds", "Maximum"),
				Condition.above(settings().stream().retentionHours() * 3_600_000d / 2, 1));
		alarms.on("stream-write-throttles", "The stream refuses records: clients are told 503.",
				metrics.stream("WriteProvisionedThroughputExceeded", "Average"), Condition.above(0.01, 5));
		alarms.on("stream-read-throttles", "The stream refuses reads.",
				metrics.stream("ReadProvisionedThroughputExceeded", "Average"), Condition.above(0.1, 10));
		// On demand only a hot key is throttled, and only the events' load can make one.
		boolean provisioned = settings().tables().capacity().isPresent();
		for (String word : provisioned ? data.tables().words() : Set.of("events")) {
			alarms.on("throttles-" + word, "The table throttles writes; the stream waits.",
					metrics.table(word, "WriteThrottleEvents", "Sum"), Condition.above(0, 5));
		}
		alarms.on("file-queue-age", "Files wait for over ten minutes.",
				metrics.queue(data.queues().files().getQueueName(),
						"ApproximateAgeOfOldestMessage", "Maximum"),
				Condition.above(600, 5));
		alarms.on("log-errors", "The services write errors into their logs.", metrics.own(LogMetrics.ERRORS),
				Condition.above(10, 5));
	}

	private void capacity() {
		for (Service service : Service.values()) {
			var size = settings().tasks().sizes().get(service);
			// Where the least is also the most, being there says nothing.
			if (size != null && size.max() > size.min()) {
				alarms.on("maximum-" + service.word(), "%s runs as many tasks as it may.".formatted(service.id()),
						metrics.tasks(service), Condition.atLeast(size.max(), 15));
			}
		}
		if (settings().edge().waf()) {
			alarms.on("blocked", "The firewall blocks over 1,000 requests a minute.",
					metrics.firewall("BlockedRequests"),
					Condition.above(1000, 5));
		}
	}

	private static Map<String, Metric> ordered(String a, Metric first, String b, Metric second, String c,
			Metric third) {
		var ordered = new LinkedHashMap<String, Metric>();
		ordered.put(a, first);
		ordered.put(b, second);
		ordered.put(c, third);
		return ordered;
	}
}
