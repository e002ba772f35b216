package dev.millrace.infra;

import java.util.Set;

/** How each type of resource is billed: one that stands nowhere here has no price. */
final class BilledTypes {

	private static final Set<String> FREE = Set.of("AWS::ApplicationAutoScaling::ScalableTarget",
			"AWS::ApplicationInsights::Application",
			"AWS::Backup::BackupPlan",
			"AWS::Backup::BackupSelection", "AWS::Budgets::Budget", "AWS::CDK::Metadata",
			"AWS::EC2::EgressOnlyInternetGateway",
			"AWS::EC2::FlowLog", "AWS::EC2::InternetGateway", "AWS::EC2::Route", "AWS::EC2::RouteTable",
			"AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupEgress", "AWS::EC2::SecurityGroupIngress",
			"AWS::EC2::Subnet",
			"AWS::EC2::SubnetRouteTableAssociation", "AWS::EC2::VPC", "AWS::EC2::VPCCidrBlock",
			"AWS::EC2::VPCGatewayAttachment",
			"AWS::ECS::Cluster", "AWS::ECS::TaskDefinition", "AWS::ElasticLoadBalancingV2::Listener",
			"AWS::ElasticLoadBalancingV2::ListenerRule", "AWS::ElasticLoadBalancingV2::TargetGroup",
			"AWS::Events::EventBus",
			"AWS::Events::Rule", "AWS::IAM::OIDCProvider", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::KMS::Alias",
			"AWS::Logs::ResourcePolicy", "AWS::RDS::DBSubnetGroup",
			"AWS::ResourceGroups::Group",
			"AWS::S3::BucketPolicy", "AWS::SNS::Subscription", "AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy",
			"AWS::SecretsManager::RotationSchedule", "AWS::VpcLattice::AccessLogSubscription",
			"AWS::VpcLattice::AuthPolicy",
			"AWS::VpcLattice::Listener", "AWS::VpcLattice::ServiceNetwork",
			"AWS::VpcLattice::ServiceNetworkServiceAssociation",
			"AWS::VpcLattice::ServiceNetworkVpcAssociation", "AWS::VpcLattice::TargetGroup",
			"AWS::WAFv2::LoggingConfiguration",
			"AWS::WAFv2::WebACLAssociation", "AWS::XRay::Group", "AWS::XRay::SamplingRule",
			"AWS::ECS::ClusterCapacityProviderAssociations");
	/** Billed by use, which the traffic below states; at rest they cost nothing or a cent. */
	private static final Set<String> BY_USE = Set.of("AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::SQS::Queue",
			"AWS::SNS::Topic", "AWS::Logs::LogGroup", "AWS::Logs::MetricFilter", "AWS::Lambda::Function",
			"Custom::EmptiedAtRemoval",
			"AWS::Events::Archive",
			"AWS::Backup::BackupVault", "AWS::GuardDuty::Detector", "AWS::ECR::Repository");
	private static final Set<String> BY_THE_HOUR_OR_MONTH = Set.of("AWS::ECS::Service",
			"AWS::ElasticLoadBalancingV2::LoadBalancer",
			"AWS::EC2::NatGateway", "AWS::EC2::EIP", "AWS::EC2::VPCEndpoint", "AWS::Kinesis::Stream",
			"AWS::VpcLattice::Service",
			"AWS::WAFv2::WebACL", "AWS::KMS::Key", "AWS::SecretsManager::Secret", "AWS::CloudWatch::Alarm",
			"AWS::CloudWatch::CompositeAlarm", "AWS::CloudWatch::Dashboard", "AWS::Synthetics::Canary",
			"AWS::RDS::DBInstance",
			"AWS::RDS::DBCluster", "AWS::ApplicationAutoScaling::ScalingPolicy");

	private BilledTypes() {}

	static boolean know(String type) {
		return FREE.contains(type) || BY_USE.contains(type) || BY_THE_HOUR_OR_MONTH.contains(type);
	}
}
