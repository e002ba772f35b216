package dev.millrace.infra;

import java.util.List;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import dev.millrace.infra.Synthesised.Resource;
import dev.millrace.infra.settings.Service;
import dev.millrace.infra.settings.Settings;
import dev.millrace.infra.stack.Plan;

import static org.assertj.core.api.Assertions.assertThat;

@NeedsNode
class AppTests {

	private final Synthesised dev = Synthesised.dev();
	private final Synthesised prod = Synthesised.prod();
	private final Synthesised full = Synthesised.full();

	@Test
	void threeServicesRunOnFargate() {
		assertThat(prod.all("AWS::ECS::Service")).hasSize(3).allSatisfy(service -> {
			assertThat(service.at("DeploymentConfiguration.DeploymentCircuitBreaker.Enable").asBoolean(false)).isTrue();
			assertThat(service.at("DeploymentConfiguration.DeploymentCircuitBreaker.Rollback").asBoolean(false))
					.isTrue();
			assertThat(service.text("NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp")).isEqualTo("DISABLED");
			assertThat(service.text("CapacityProviderStrategy.0.CapacityProvider")).isEqualTo("FARGATE");
			assertThat(service.at("VpcLatticeConfigurations.0.PortName").asString()).isEqualTo("http");
		});
		assertThat(full.one("AWS::ECS::Service", "file").text("CapacityProviderStrategy.0.CapacityProvider"))
				.isEqualTo("FARGATE_SPOT");
		assertThat(prod.one("AWS::ECS::Cluster", "Cluster").text("ClusterSettings.0.Value")).isEqualTo("enhanced");
		assertThat(prod.one("AWS::Logs::LogGroup", "InsightsLogs").text("LogGroupName"))
				.isEqualTo("/aws/ecs/containerinsights/millrace-services-prod/performance");
	}

	@Test
	void everyContainerIsShutIn() {
		for (Resource task : prod.all("AWS::ECS::TaskDefinition")) {
			assertThat(task.text("RuntimePlatform.CpuArchitecture")).isEqualTo("ARM64");
			assertThat(task.at("ContainerDefinitions")).hasSize(2).allSatisfy(container -> {
				assertThat(container.get("ReadonlyRootFilesystem").asBoolean(false)).isTrue();
				assertThat(container.get("User").asString()).isEqualTo("10001:10001");
				assertThat(container.at("/LinuxParameters/InitProcessEnabled").asBoolean(false)).isTrue();
				assertThat(container.at("/LinuxParameters/Capabilities/Drop/0").asString()).isEqualTo("ALL");
				assertThat(container.at("/LogConfiguration/Options/mode").asString()).isEqualTo("non-blocking");
				assertThat(container.has("HealthCheck")).isTrue();
				assertThat(container.has("Memory")).isTrue();
			});
			assertThat(task.at("ContainerDefinitions.0.StopTimeout").asInt()).isEqualTo(120);
			assertThat(task.at("ContainerDefinitions.0.HealthCheck.Command").toString()).contains("/livez");
			assertThat(task.at("TaskRoleArn")).isNotEqualTo(task.at("ExecutionRoleArn"));
		}
	}

	/** ECS writes into two folders to open a shell, and the task's role carries its channel. */
	@Test
	void aShellHasWhatItNeedsWhereOneIsAskedFor() {
		for (Resource task : full.all("AWS::ECS::TaskDefinition")) {
			assertThat(task.at("ContainerDefinitions.0.MountPoints")
					.valueStream()
					.map(mount -> mount.get("ContainerPath").asString())).containsExactly("/tmp", "/var/lib/amazon",
							"/var/log/amazon");
			assertThat(task.at("Volumes")).hasSize(3);
		}
		assertThat(new Policies(full).actions("ingestTaskRole")).contains("ssmmessages:OpenDataChannel");
		assertThat(prod.all("AWS::ECS::Service"))
				.allSatisfy(service -> assertThat(service.at("EnableExecuteCommand").asBoolean(true)).isFalse());
	}

	@Test
	void aTaskThatCannotBeMoreThanOneIsNotScaled() {
		assertThat(dev.all("AWS::ApplicationAutoScaling::ScalableTarget")).isEmpty();
	}

	@Test
	void targetsAreAskedWhetherTheyAreReady() {
		assertThat(prod.all("AWS::ElasticLoadBalancingV2::TargetGroup")).hasSize(3)
				.allSatisfy(group -> assertThat(group.text("HealthCheckPath")).isEqualTo("/readyz"));
	}

	@Test
	void theRulesAreTheRoutingTable() {
		var declared = new TreeSet<String>();
		Plan.of(Settings.of(Synthesised.LEAST))
				.declarations()
				.routes()
				.forEach(route -> route.methods()
						.forEach(method -> route.paths()
								.forEach(path -> declared.add(method + " " + path + " -> "
										+ Service.of(route.service()).orElseThrow().word()))));
		var ruled = new TreeSet<String>();
		for (Resource rule : prod.all("AWS::ElasticLoadBalancingV2::ListenerRule")) {
			String target = rule.at("Actions.0.TargetGroupArn.Ref").asString().replace("Targets", "");
			JsonNode conditions = rule.at("Conditions");
			conditions.get(1)
					.at("/HttpRequestMethodConfig/Values")
					.forEach(method -> conditions.get(0)
							.at("/PathPatternConfig/Values")
							.forEach(path -> ruled.add(method.asString() + " " + path.asString() + " -> " + target)));
			int values = conditions.get(0).at("/PathPatternConfig/Values").size()
					+ conditions.get(1).at("/HttpRequestMethodConfig/Values").size();
			assertThat(values).as("a rule holds five values").isLessThanOrEqualTo(5);
		}
		assertThat(ruled).isEqualTo(declared).contains("GET /health -> ingest");
	}

	@Test
	void theLoadBalancerFacesTheWorldAndLogs() {
		Resource balancer = full.one("AWS::ElasticLoadBalancingV2::LoadBalancer", "LoadBalancer");
		assertThat(balancer.text("Scheme")).isEqualTo("internet-facing");
		assertThat(balancer.at("Subnets").toString()).contains("publicSubnet");
		assertThat(balancer.at("LoadBalancerAttributes").toString()).contains("access_logs.s3.enabled")
				.contains("{\"Key\":\"deletion_protection.enabled\",\"Value\":\"true\"}")
				.contains("drop_invalid_header_fields");
	}

	@Test
	void withACertificateHttpOnlyRedirects() {
		assertThat(full.one("AWS::ElasticLoadBalancingV2::Listener", "HttpListener").text("DefaultActions.0.Type"))
				.isEqualTo("redirect");
		assertThat(full.one("AWS::ElasticLoadBalancingV2::Listener", "HttpsListener").text("SslPolicy"))
				.contains("TLS13");
		assertThat(dev.one("AWS::ElasticLoadBalancingV2::Listener", "HttpListener")
				.text("DefaultActions.0.FixedResponseConfig.StatusCode"))
				.isEqualTo("404");
	}

	@Test
	void theFirewallCountsWhatItMisreadsInBodies() {
		assertThat(dev.all("AWS::WAFv2::WebACL")).isEmpty();
		Resource acl = prod.one("AWS::WAFv2::WebACL", "Firewall");
		assertThat(acl.at("Rules")).hasSize(4);
		assertThat(acl.at("Rules.0.Statement.RateBasedStatement.Limit").asInt()).isEqualTo(10_000);
		assertThat(acl.toString()).contains("SizeRestrictions_BODY");
		assertThat(prod.all("AWS::WAFv2::WebACLAssociation")).hasSize(1);
		assertThat(prod.all("AWS::WAFv2::LoggingConfiguration").getFirst().properties().toString())
				.contains("authorization");
	}

	@Test
	void latticeAsksEveryCallerToSign() {
		assertThat(prod.one("AWS::VpcLattice::ServiceNetwork", "ServiceNetwork").text("AuthType")).isEqualTo("AWS_IAM");
		assertThat(prod.all("AWS::VpcLattice::Service")).hasSize(3)
				.allSatisfy(service -> assertThat(service.text("AuthType")).isEqualTo("AWS_IAM"));
		assertThat(prod.all("AWS::VpcLattice::Listener"))
				.allSatisfy(listener -> assertThat(listener.text("Protocol")).isEqualTo("HTTPS"));
		assertThat(prod.all("AWS::VpcLattice::TargetGroup"))
				.allSatisfy(group -> assertThat(group.text("Type")).isEqualTo("IP"));
		assertThat(prod.all("AWS::VpcLattice::ServiceNetworkVpcAssociation")).singleElement()
				.satisfies(association -> assertThat(association.at("SecurityGroupIds")).hasSize(1));
		assertThat(full.one("AWS::VpcLattice::Service", "ingest").text("CustomDomainName"))
				.isEqualTo("ingest-service.in.example.com");
		assertThat(dev.all("AWS::VpcLattice::Service")).as("the one that is called")
				.singleElement()
				.satisfies(service -> assertThat(service.at("CustomDomainName").isMissingNode()).isTrue());
		assertThat(prod.all("AWS::VpcLattice::AccessLogSubscription")).hasSize(1);
	}

	@Test
	void fileServiceMayTellIngestServiceOutcomesAndNoOneElseMayCallAnything() {
		JsonNode ingest = prod.one("AWS::VpcLattice::AuthPolicy", "ingestLatticePolicy").at("Policy.Statement.0");
		assertThat(ingest.at("/Principal/AWS/0").toString()).contains("fileTaskRole");
		assertThat(new Intrinsics(prod).text("App", ingest.get("Resource")))
				.endsWith("millrace-ingest-service-prod/v1/events");
		assertThat(ingest.at("/Condition/StringEquals/vpc-lattice-svcs:RequestMethod").asString()).isEqualTo("POST");
		for (String other : List.of("processorLatticePolicy", "fileLatticePolicy")) {
			assertThat(prod.one("AWS::VpcLattice::AuthPolicy", other).text("Policy.Statement.0.Effect"))
					.isEqualTo("Deny");
		}
	}

	@Test
	void tasksAreRegisteredByARoleThatIsNoTasks() {
		Resource role = prod.one("AWS::IAM::Role", "LatticeRegistrarRole");
		assertThat(role.at("AssumeRolePolicyDocument").toString()).contains("ecs.amazonaws.com")
				.doesNotContain("ecs-tasks");
		assertThat(role.at("ManagedPolicyArns").toString()).contains("AmazonECSInfrastructureRolePolicyForVpcLattice");
	}

	@Test
	void tasksAreBoundedAndFollowWhatLimitsThem() {
		var targets = prod.all("AWS::ApplicationAutoScaling::ScalableTarget")
				.stream()
				.filter(target -> target.text("ServiceNamespace").equals("ecs"))
				.toList();
		assertThat(targets).hasSize(3);
		assertThat(prod.one("AWS::ApplicationAutoScaling::ScalableTarget", "processorTasks").at("MaxCapacity").asInt())
				.as("no more than shards")
				.isLessThanOrEqualTo(prod.one("AWS::Kinesis::Stream", "EventStream").at("ShardCount").asInt());
		assertThat(prod.one("AWS::ApplicationAutoScaling::ScalingPolicy", "ingestByRequests").properties().toString())
				.contains("ALBRequestCountPerTarget");
		assertThat(prod.one("AWS::CloudWatch::Alarm", "processorBehindAlarm").text("MetricName"))
				.isEqualTo("GetRecords.IteratorAgeMilliseconds");
		assertThat(prod.one("AWS::ApplicationAutoScaling::ScalingPolicy", "fileByQueueDepth").properties().toString())
				.contains("ApproximateNumberOfMessagesVisible");
	}

	@Test
	void blueGreenHasASecondTargetGroupAndOneRuleForEachServiceItMoves() {
		var moved = full.all("AWS::ECS::Service")
				.stream()
				.filter(service -> service.text("DeploymentConfiguration.Strategy").equals("BLUE_GREEN"))
				.toList();
		assertThat(moved).isNotEmpty().allSatisfy(service -> {
			assertThat(service.at("LoadBalancers.0.AdvancedConfiguration.AlternateTargetGroupArn").isMissingNode())
					.isFalse();
			assertThat(service.at("LoadBalancers.0.AdvancedConfiguration.ProductionListenerRule").isMissingNode())
					.isFalse();
		});
		assertThat(prod.all("AWS::ECS::Service"))
				.allSatisfy(
						service -> assertThat(service.text("DeploymentConfiguration.Strategy")).isEqualTo("ROLLING"));
	}
}
