package dev.millrace.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.infra.Synthesised.Resource;

import static org.assertj.core.api.Assertions.assertThat;

@NeedsNode
class OpsTests {

	private final Synthesised dev = Synthesised.dev();
	private final Synthesised prod = Synthesised.prod();
	private final Synthesised full = Synthesised.full();

	@Test
	void everyAlarmTellsSomeoneAndStandsInTheRunbook() throws IOException {
		String runbook = Files
				.readString(Path.of(System.getProperty("millrace.root", "..")).resolve("infra/docs/runbook.md"));
		assertThat(paging()).hasSizeGreaterThan(20).allSatisfy(alarm -> {
			assertThat(alarm.at("AlarmActions")).hasSize(1);
			assertThat(alarm.text("TreatMissingData")).isEqualTo("notBreaching");
			String name = alarm.text("AlarmDescription").replaceFirst(".*#", "");
			assertThat(runbook).contains("`" + name + "`");
		});
	}

	@Test
	void whatPeopleMustKnowOfWakesThem() {
		assertThat(paging().stream().map(alarm -> alarm.text("AlarmName")))
				.contains(Stream.of("no-loss", "iterator-age", "retention", "errors", "unhealthy-ingest",
						"unhealthy-processor", "unhealthy-file", "dead-letters", "dead-letters-growing",
						"file-dead-letters", "file-dead-letters-growing", "stream-write-throttles",
						"stream-read-throttles", "throttles-events", "throttles-keys", "throttles-files",
						"maximum-ingest", "maximum-processor", "maximum-file", "blocked", "canary", "log-errors")
						.map(name -> "millrace-" + name + "-full")
						.toArray(String[]::new));
		assertThat(full.all("AWS::Budgets::Budget").getFirst().at("NotificationsWithSubscribers"))
				.hasSize(2)
				.allSatisfy(told -> assertThat(told.at("/Subscribers/0/SubscriptionType").asString()).isEqualTo("SNS"));
	}

	@Test
	void thePromiseIsAnAlarm() {
		Resource equation = full.one("AWS::CloudWatch::Alarm", "nolossAlarm");
		assertThat(equation.at("Metrics.0.Expression").asString()).contains("accepted")
				.contains("stored")
				.contains("dead");
		assertThat(equation.at("Threshold").asInt()).isZero();
	}

	@Test
	void oneBellRingsWithAny() {
		Resource any = full.one("AWS::CloudWatch::CompositeAlarm", "AnyAlarm");
		assertThat(any.at("AlarmRule").toString()).contains(" OR ALARM(");
		assertThat(full.one("AWS::SNS::Topic", "AlarmTopic").at("KmsMasterKeyId").isMissingNode()).isFalse();
		assertThat(full.all("AWS::SNS::Subscription")).hasSize(1);
	}

	@Test
	void theDashboardIsJsonAndShowsTheWayOfTheData() {
		Resource dashboard = prod.one("AWS::CloudWatch::Dashboard", "Dashboard");
		String body = new Intrinsics(prod).text("Ops", dashboard.at("DashboardBody"));
		JsonNode widgets = JsonMapper.shared().readTree(body).get("widgets");
		assertThat(widgets).hasSize(12);
		assertThat(widgets.valueStream().limit(4).map(widget -> widget.at("/properties/title").asString()))
				.containsExactly("1 Requests", "2 Into the stream", "3 Out of the stream", "4 Into the table");
	}

	@Test
	void tracesHaveAGroupAndARuleForEachService() {
		assertThat(prod.one("AWS::XRay::Group", "TraceGroup").text("GroupName")).hasSizeLessThanOrEqualTo(32);
		assertThat(prod.all("AWS::XRay::SamplingRule")).hasSize(3)
				.allSatisfy(rule -> assertThat(rule.at("SamplingRule.FixedRate").asDouble()).isEqualTo(0.05));
	}

	@Test
	void switchesBringWhatTheyName() {
		assertThat(full.all("AWS::GuardDuty::Detector")).hasSize(1);
		assertThat(prod.all("AWS::GuardDuty::Detector")).isEmpty();
		assertThat(prod.all("AWS::Synthetics::Canary")).hasSize(1);
		assertThat(dev.all("AWS::Synthetics::Canary")).isEmpty();
		assertThat(prod.all("AWS::ApplicationInsights::Application")).hasSize(1);
		assertThat(dev.all("AWS::Budgets::Budget")).hasSize(1);
		assertThat(prod.all("AWS::Logs::MetricFilter")).hasSize(3);
	}

	@Test
	void theCanaryGoesTheWayOfAClientEachMinute() {
		Resource canary = full.one("AWS::Synthetics::Canary", "Canary");
		assertThat(canary.text("Schedule.Expression")).isEqualTo("rate(1 minute)");
		assertThat(canary.text("Code.Script")).contains("POST").contains("/v1/events/${id}");
		assertThat(canary.text("RunConfig.EnvironmentVariables.URL")).as("the host that the certificate is for")
				.isEqualTo("https://events.example.com");
		assertThat(prod.one("AWS::Synthetics::Canary", "Canary").at("RunConfig.EnvironmentVariables.URL").toString())
				.contains("http://")
				.contains("LoadBalancer");
	}

	@Test
	void thePipelineHasNoKeysAndOneBranch() {
		assertThat(prod.templates()).doesNotContainKey("Delivery");
		assertThat(full.all("AWS::IAM::AccessKey")).isEmpty();
		assertThat(full.one("AWS::IAM::Role", "PipelineRole").at("AssumeRolePolicyDocument").toString())
				.contains("repo:acme/millrace:ref:refs/heads/main");
		assertThat(full.all("AWS::ECR::Repository")).hasSize(3).allSatisfy(repository -> {
			assertThat(repository.text("ImageTagMutability")).isEqualTo("IMMUTABLE");
			assertThat(repository.at("ImageScanningConfiguration.ScanOnPush").asBoolean(false)).isTrue();
			assertThat(repository.at("LifecyclePolicy").isMissingNode()).isFalse();
		});
	}

	@Test
	void addressesAndArnsAreExportedUnderTheirStacksName() {
		Stream.of("Foundation", "Data", "App", "Ops")
				.forEach(stack -> assertThat(prod.template(stack)
						.get("Outputs")
						.valueStream()
						.filter(output -> output.has("Description"))
						.map(output -> output.at("/Export/Name").asString()))
						.as(stack)
						.isNotEmpty()
						.allMatch(name -> name
								.startsWith("millrace-%s-prod-".formatted(stack.toLowerCase(java.util.Locale.ROOT)))));
	}

	/** Scaling's own alarms make tasks, and wake no one. */
	private List<Resource> paging() {
		return full.all("AWS::CloudWatch::Alarm").stream().filter(alarm -> alarm.stack().equals("Ops")).toList();
	}
}
