package dev.millrace.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.millrace.infra.Synthesised.Resource;
import dev.millrace.infra.stack.Limit;

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
		assertThat(prod.all("AWS::Logs::MetricFilter")).hasSize(4);
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
	void everythingThatIsNamedEndsWithTheSuffixAndFits() {
		Map<String, Limit> named = Map.of("AWS::ElasticLoadBalancingV2::LoadBalancer/Name", Limit.LOAD_BALANCER,
				"AWS::ElasticLoadBalancingV2::TargetGroup/Name", Limit.TARGET_GROUP, "AWS::XRay::Group/GroupName",
				Limit.XRAY_GROUP,
				"AWS::VpcLattice::Service/Name", Limit.LATTICE_SERVICE, "AWS::IAM::Role/RoleName", Limit.ROLE,
				"AWS::Events::Archive/ArchiveName", Limit.ARCHIVE, "AWS::SQS::Queue/QueueName", Limit.QUEUE,
				"AWS::DynamoDB::Table/TableName", Limit.TABLE, "AWS::Kinesis::Stream/Name", Limit.STREAM,
				"AWS::CloudWatch::Alarm/AlarmName", Limit.ALARM);
		for (Synthesised synthesised : List.of(dev, full,
				Synthesised.of("longest", Map.of("suffix", "sixteen-letters0"), false))) {
			String suffix = synthesised.name().equals("longest") ? "sixteen-letters0" : synthesised.name();
			named.forEach((where, limit) -> {
				String[] parts = where.split("/", 2);
				assertThat(synthesised.all(parts[0])).as(where)
						.isNotEmpty()
						.allSatisfy(one -> assertThat(one.text(parts[1]))
								.as(one.id())
								.endsWith("-" + suffix)
								.hasSizeLessThanOrEqualTo(limit.characters()));
			});
		}
	}

	@Test
	void everythingThatCanBeTaggedIs() {
		for (String type : List.of("AWS::DynamoDB::Table", "AWS::Kinesis::Stream", "AWS::S3::Bucket",
				"AWS::ECS::Service",
				"AWS::EC2::VPC", "AWS::KMS::Key", "AWS::SQS::Queue", "AWS::IAM::Role", "AWS::Logs::LogGroup")) {
			assertThat(full.all(type)).as(type)
					.isNotEmpty()
					.allSatisfy(one -> assertThat(
							one.at("Tags").valueStream().map(tag -> tag.get("Key").asString()))
							.contains("Project", "Environment", "Owner", "CostCenter"));
		}
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
