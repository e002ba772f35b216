package dev.millrace.infra;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import dev.millrace.infra.Synthesised.Resource;
import dev.millrace.infra.stack.Limit;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every resource there is: its name fits, it is tagged, and one switch decides whether it outlives its stack. */
@NeedsNode
class EverywhereTests {

	private static final String LONGEST = "sixteen-letters0";
	private static final Set<String> TAGS = Set.of("Project", "Environment", "Owner", "CostCenter");

	/** Where each type has its name, and how long it may be. */
	private static final Map<String, Limit> NAMED = Map.ofEntries(
			Map.entry("ApplicationInsights::Application/ResourceGroupName", Limit.RESOURCE_GROUP),
			Map.entry("Backup::BackupVault/BackupVaultName", Limit.VAULT),
			Map.entry("CloudWatch::Alarm/AlarmName", Limit.ALARM),
			Map.entry("CloudWatch::CompositeAlarm/AlarmName", Limit.ALARM),
			Map.entry("CloudWatch::Dashboard/DashboardName", Limit.DASHBOARD),
			Map.entry("DynamoDB::Table/TableName", Limit.TABLE),
			Map.entry("EC2::SecurityGroup/GroupName", Limit.SECURITY_GROUP),
			Map.entry("ECR::Repository/RepositoryName", Limit.REPOSITORY),
			Map.entry("ECS::Cluster/ClusterName", Limit.CLUSTER),
			Map.entry("ECS::Service/ServiceName", Limit.SERVICE),
			Map.entry("ECS::TaskDefinition/Family", Limit.SERVICE),
			Map.entry("ElasticLoadBalancingV2::LoadBalancer/Name", Limit.LOAD_BALANCER),
			Map.entry("ElasticLoadBalancingV2::TargetGroup/Name", Limit.TARGET_GROUP),
			Map.entry("Events::Archive/ArchiveName", Limit.ARCHIVE), Map.entry("Events::EventBus/Name", Limit.BUS),
			Map.entry("Events::Rule/Name", Limit.RULE), Map.entry("IAM::Role/RoleName", Limit.ROLE),
			Map.entry("KMS::Alias/AliasName", Limit.KEY_ALIAS), Map.entry("Kinesis::Stream/Name", Limit.STREAM),
			Map.entry("Lambda::Function/FunctionName", Limit.FUNCTION),
			Map.entry("Logs::LogGroup/LogGroupName", Limit.LOG_GROUP),
			Map.entry("Logs::MetricFilter/FilterName", Limit.LOG_GROUP),
			Map.entry("Logs::MetricFilter/LogGroupName", Limit.LOG_GROUP),
			Map.entry("Logs::ResourcePolicy/PolicyName", Limit.ROLE),
			Map.entry("RDS::DBCluster/DBClusterIdentifier", Limit.DATABASE),
			Map.entry("RDS::DBInstance/DBInstanceIdentifier", Limit.DATABASE),
			Map.entry("RDS::DBSubnetGroup/DBSubnetGroupName", Limit.DATABASE),
			Map.entry("ResourceGroups::Group/Name", Limit.RESOURCE_GROUP),
			Map.entry("S3::Bucket/BucketName", Limit.BUCKET), Map.entry("SNS::Topic/TopicName", Limit.TOPIC),
			Map.entry("SQS::Queue/QueueName", Limit.QUEUE), Map.entry("SecretsManager::Secret/Name", Limit.SECRET),
			Map.entry("Synthetics::Canary/Name", Limit.CANARY),
			Map.entry("VpcLattice::Service/Name", Limit.LATTICE_SERVICE),
			Map.entry("VpcLattice::ServiceNetwork/Name", Limit.LATTICE_NETWORK),
			Map.entry("VpcLattice::TargetGroup/Name", Limit.LATTICE_TARGET_GROUP),
			Map.entry("WAFv2::WebACL/Name", Limit.WEB_ACL), Map.entry("XRay::Group/GroupName", Limit.XRAY_GROUP));

	/** Which CloudFormation lets no one tag. */
	private static final Set<String> WITHOUT_TAGS = Set.of("ApplicationAutoScaling::ScalableTarget",
			"ApplicationAutoScaling::ScalingPolicy", "Backup::BackupSelection", "EC2::Route",
			"EC2::SecurityGroupEgress", "EC2::SecurityGroupIngress", "EC2::SubnetRouteTableAssociation",
			"EC2::VPCCidrBlock", "EC2::VPCGatewayAttachment", "ElasticLoadBalancingV2::Listener", "Events::Archive",
			"IAM::Policy", "KMS::Alias", "Logs::MetricFilter", "Logs::ResourcePolicy", "S3::BucketPolicy",
			"SNS::Subscription", "SNS::TopicPolicy", "SQS::QueuePolicy", "SecretsManager::RotationSchedule",
			"VpcLattice::AuthPolicy", "WAFv2::LoggingConfiguration", "WAFv2::WebACLAssociation");

	private static final Set<String> HOLDING = Set.of("Backup::BackupVault", "DynamoDB::Table", "ECR::Repository",
			"Events::Archive", "Events::EventBus", "KMS::Key", "Kinesis::Stream", "Logs::LogGroup", "RDS::DBCluster",
			"RDS::DBInstance", "S3::Bucket", "SNS::Topic", "SQS::Queue", "SecretsManager::Secret");

	private static Synthesised longest;

	/** The longest suffix, everything switched on, and nothing that stays. */
	@BeforeAll
	static void synthesise() {
		var context = new LinkedHashMap<>(Synthesised.everything());
		context.put("suffix", LONGEST);
		context.put("relational", "aurora");
		context.put("removal", "destroy");
		context.put("deletion-protection", "false");
		longest = Synthesised.of("longest", context, true);
	}

	@Test
	void everyNameHoldsTheSuffixAndFitsItsType() {
		var seen = new TreeSet<String>();
		for (Synthesised synthesised : List.of(longest, Synthesised.full(), Synthesised.dev())) {
			String suffix = synthesised.name().equals("longest") ? LONGEST : synthesised.name();
			var intrinsics = new Intrinsics(synthesised);
			synthesised.resources().forEach(resource -> resource.properties().properties().forEach(property -> {
				String where = shortened(resource) + "/" + property.getKey();
				if (isAName(property.getKey()) && !isAReference(property.getValue())) {
					String name = intrinsics.text(resource.stack(), property.getValue());
					if (name.contains("millrace-") || name.contains("millrace/")) {
						assertThat(NAMED).as("a limit for %s", where).containsKey(where);
						assertThat(name).as(where)
								.contains(suffix)
								.hasSizeLessThanOrEqualTo(NAMED.getOrDefault(where, Limit.LOAD_BALANCER).characters());
						seen.add(where);
					}
				}
			}));
		}
		assertThat(seen).isEqualTo(new TreeSet<>(NAMED.keySet()));
	}

	@Test
	void namesWithinPropertiesFitToo() {
		assertThat(longest.all("AWS::XRay::SamplingRule")).hasSize(3)
				.allSatisfy(rule -> assertThat(rule.text("SamplingRule.RuleName")).contains(LONGEST)
						.hasSizeLessThanOrEqualTo(32));
		assertThat(longest.one("AWS::Budgets::Budget", "Budget").text("Budget.BudgetName")).contains(LONGEST)
				.hasSizeLessThanOrEqualTo(100);
		assertThat(longest.one("AWS::Backup::BackupPlan", "BackupPlan").text("BackupPlan.BackupPlanName"))
				.contains(LONGEST)
				.hasSizeLessThanOrEqualTo(50);
	}

	@Test
	void everythingThatCanBeTaggedIs() {
		Synthesised.full()
				.resources()
				.filter(resource -> resource.type().startsWith("AWS::"))
				.filter(resource -> !WITHOUT_TAGS.contains(shortened(resource)))
				.forEach(resource -> assertThat(tags(resource)).as("%s %s", resource.type(), resource.id())
						.containsAll(TAGS));
	}

	@Test
	void whatIsDestroyedLeavesNothingBehind() {
		longest.resources().forEach(resource -> {
			for (String policy : List.of("DeletionPolicy", "UpdateReplacePolicy")) {
				assertThat(resource.body().path(policy).asString()).as("%s of %s", policy, resource.id())
						.isIn(HOLDING.contains(shortened(resource)) && !isAWriter(resource)
								? Set.of("Delete")
								: Set.of("", "Delete"));
			}
		});
		assertThat(longest.all("Custom::EmptiedAtRemoval")).hasSameSizeAs(longest.all("AWS::S3::Bucket"));
		assertThat(longest.all("AWS::ECR::Repository"))
				.allSatisfy(images -> assertThat(images.at("EmptyOnDelete").asBoolean(false)).isTrue());
		assertThat(longest.all("AWS::KMS::Key"))
				.allSatisfy(key -> assertThat(key.at("PendingWindowInDays").asInt()).isEqualTo(7));
		Resource database = longest.one("AWS::RDS::DBCluster", "Database");
		assertThat(database.at("DeleteAutomatedBackups").asBoolean(false)).isTrue();
		assertThat(database.at("DeletionProtection").asBoolean(true)).isFalse();
		assertThat(longest.all("AWS::DynamoDB::Table"))
				.allSatisfy(table -> assertThat(table.at("DeletionProtectionEnabled").asBoolean(true)).isFalse());
	}

	@Test
	void whatIsKeptOutlivesItsStack() {
		Synthesised.full()
				.resources()
				.filter(resource -> HOLDING.contains(shortened(resource)))
				.forEach(resource -> assertThat(resource.body().path("DeletionPolicy").asString()).as(resource.id())
						.isIn("Retain", "Snapshot"));
	}

	/** Of a cluster, which holds the data. */
	private static boolean isAWriter(Resource resource) {
		return resource.id().equals("DatabaseWriter");
	}

	private static String shortened(Resource resource) {
		return resource.type().replace("AWS::", "");
	}

	private static boolean isAName(String property) {
		return Stream.of("Name", "Identifier", "Family").anyMatch(property::endsWith);
	}

	private static boolean isAReference(JsonNode value) {
		return value.isObject() && Stream.of("Ref", "Fn::GetAtt", "Fn::ImportValue").anyMatch(value::has);
	}

	private static List<String> tags(Resource resource) {
		JsonNode tags = Arrays.asList("Tags", "ResourceTags", "BackupVaultTags", "BackupPlanTags", "HostedZoneTags")
				.stream()
				.map(resource::at)
				.filter(found -> !found.isMissingNode())
				.findFirst()
				.orElse(resource.at("Tags"));
		return tags.isArray()
				? tags.valueStream().map(tag -> tag.get("Key").asString()).toList()
				: tags.propertyStream().map(Map.Entry::getKey).toList();
	}
}
