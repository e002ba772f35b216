package dev.millrace.infra;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.millrace.infra.Synthesised.Resource;

import static org.assertj.core.api.Assertions.assertThat;

@NeedsNode
class FoundationTests {

	private final Synthesised dev = Synthesised.dev();
	private final Synthesised prod = Synthesised.prod();
	private final Synthesised full = Synthesised.full();

	@Test
	void theNetworkHasItsZonesAndGateways() {
		assertThat(dev.all("AWS::EC2::Subnet")).hasSize(4);
		assertThat(prod.all("AWS::EC2::Subnet")).hasSize(6);
		assertThat(full.all("AWS::EC2::Subnet")).as("with subnets of the database").hasSize(9);
		assertThat(dev.all("AWS::EC2::NatGateway")).isEmpty();
		assertThat(prod.all("AWS::EC2::NatGateway")).hasSize(3);
		assertThat(dev.all("AWS::EC2::VPCEndpoint")).as("S3 and DynamoDB")
				.hasSize(2)
				.allSatisfy(endpoint -> assertThat(endpoint.text("VpcEndpointType")).isEqualTo("Gateway"));
		assertThat(full.all("AWS::EC2::VPCEndpoint")
				.stream()
				.filter(endpoint -> endpoint.text("VpcEndpointType").equals("Interface")))
				.hasSize(11);
	}

	@Test
	void noAddressIsGivenByASubnetAndNoRegionIsBakedIn() {
		assertThat(dev.all("AWS::EC2::Subnet"))
				.allSatisfy(subnet -> assertThat(subnet.at("MapPublicIpOnLaunch").asBoolean(false)).isFalse());
		dev.templates()
				.forEach((_, template) -> assertThat(template.toString()).doesNotContain("us-east-1")
						.doesNotContain("eu-west-1"));
	}

	@Test
	void flowLogsGoToANamedEncryptedGroupUnderARoleOfTheirOwn() {
		assertThat(dev.all("AWS::EC2::FlowLog")).singleElement()
				.satisfies(log -> assertThat(log.text("TrafficType")).isEqualTo("ALL"))
				.satisfies(log -> assertThat(log.at("DeliverLogsPermissionArn").toString()).contains("FlowLogRole"));
		assertThat(dev.one("AWS::Logs::LogGroup", "FlowLogGroup").text("LogGroupName"))
				.isEqualTo("/millrace/dev/flow-logs");
	}

	@Test
	void everyLogGroupIsNamedEncryptedAndBounded() {
		assertThat(full.all("AWS::Logs::LogGroup")).hasSizeGreaterThan(5).allSatisfy(group -> {
			assertThat(group.at("LogGroupName").isMissingNode()).isFalse();
			assertThat(group.at("KmsKeyId").isMissingNode()).isFalse();
			assertThat(group.at("RetentionInDays").asInt()).isEqualTo(14);
		});
	}

	@Test
	void theLoadBalancerSpeaksToTheServicesPortOnly() {
		assertThat(egress("LoadBalancerGroup")).hasSize(3).allSatisfy(rule -> {
			assertThat(rule.at("FromPort").asInt()).isEqualTo(8080);
			assertThat(rule.at("ToPort").asInt()).isEqualTo(8080);
			assertThat(rule.at("DestinationSecurityGroupId").isMissingNode()).isFalse();
		});
	}

	@Test
	void httpIsOpenToTheWorldAndHttpsToTheNetwork() {
		assertThat(ingress(dev, "LoadBalancerGroup")).extracting(rule -> rule.at("FromPort").asInt()).containsOnly(80);
		assertThat(ingress(dev, "LoadBalancerGroup")).extracting(rule -> rule.text("CidrIp") + rule.text("CidrIpv6"))
				.containsExactlyInAnyOrder("0.0.0.0/0", "::/0");
		var certified = Synthesised.of("certified", Map.of("edge.certificate-arn", Synthesised.CERTIFICATE), true);
		assertThat(https(certified)).containsExactly("10.0.0.0/16");
		var narrow = Synthesised.of("narrow", Map.of("edge.certificate-arn", Synthesised.CERTIFICATE,
				"edge.https-cidrs", "192.0.2.0/24,198.51.100.0/24"), true);
		assertThat(https(narrow)).containsExactlyInAnyOrder("192.0.2.0/24", "198.51.100.0/24");
	}

	@Test
	void noGroupHasARuleForAllTraffic() {
		assertThat(full.all("AWS::EC2::SecurityGroupIngress")).isNotEmpty()
				.noneMatch(rule -> rule.text("IpProtocol").equals("-1"));
		assertThat(full.all("AWS::EC2::SecurityGroupEgress")).isNotEmpty()
				.noneMatch(rule -> rule.text("IpProtocol").equals("-1"));
	}

	@Test
	void accessLogsLieInABucketThatTheLoadBalancerMayWriteTo() {
		Resource bucket = dev.one("AWS::S3::Bucket", "AccessLogs");
		assertThat(bucket.text(
				"BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm"))
				.isEqualTo("AES256");
		assertThat(bucket.at("LifecycleConfiguration.Rules.0.ExpirationInDays").asInt()).isEqualTo(90);
		assertThat(new Intrinsics(dev).text("Foundation", bucket.at("BucketName")))
				.isEqualTo("millrace-access-logs-dev-123456789012-eu-west-1");
		assertThat(dev.one("AWS::S3::BucketPolicy", "AccessLogs").properties().toString())
				.contains("logdelivery.elasticloadbalancing.amazonaws.com")
				.contains("loadbalancer/app/millrace-edge-dev/*")
				.contains("aws:SecureTransport");
	}

	@Test
	void everyBucketIsShut() {
		assertThat(full.all("AWS::S3::Bucket")).hasSize(4).allSatisfy(bucket -> {
			for (String what : List.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls",
					"RestrictPublicBuckets")) {
				assertThat(bucket.at("PublicAccessBlockConfiguration." + what).asBoolean(false)).isTrue();
			}
			assertThat(bucket.text("VersioningConfiguration.Status")).isEqualTo("Enabled");
		});
		assertThat(full.all("AWS::S3::BucketPolicy")).hasSize(4)
				.allSatisfy(
						policy -> assertThat(policy.at("PolicyDocument").toString()).contains("aws:SecureTransport"));
	}

	@Test
	void keysTurnAndGiveNoOneAllOfThem() {
		assertThat(full.all("AWS::KMS::Key")).hasSize(2).allSatisfy(key -> {
			assertThat(key.at("EnableKeyRotation").asBoolean(false)).isTrue();
			assertThat(key.at("KeyPolicy").toString()).doesNotContain("\"kms:*\"").contains("AdministrationWithoutUse");
		});
		assertThat(full.one("AWS::KMS::Key", "DataKey").at("KeyPolicy").toString()).contains("kms:ViaService")
				.contains("aws:PrincipalArn")
				.contains("processor-service-task");
	}

	@Test
	void whatIsDestroyedIsEmptiedFirstAndWhatIsKeptIsNot() {
		assertThat(dev.all("Custom::EmptiedAtRemoval")).hasSameSizeAs(dev.all("AWS::S3::Bucket"));
		assertThat(prod.all("Custom::EmptiedAtRemoval")).isEmpty();
		assertThat(prod.all("AWS::Lambda::Function")).isEmpty();
	}

	private static List<String> https(Synthesised synthesised) {
		return ingress(synthesised, "LoadBalancerGroup").stream()
				.filter(rule -> rule.at("FromPort").asInt() == 443)
				.map(rule -> rule.text("CidrIp"))
				.toList();
	}

	private List<Resource> egress(String group) {
		return dev.all("AWS::EC2::SecurityGroupEgress")
				.stream()
				.filter(rule -> rule.at("GroupId").toString().contains(group))
				.toList();
	}

	private static List<Resource> ingress(Synthesised synthesised, String group) {
		return synthesised.all("AWS::EC2::SecurityGroupIngress")
				.stream()
				.filter(rule -> rule.at("GroupId").toString().contains(group))
				.toList();
	}
}
